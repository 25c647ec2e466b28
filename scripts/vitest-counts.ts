import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** How many tests went which way. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

const report = z.looseObject({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
});

/**
 * The counts of a run from Vitest's JSON report. What makes a run fail without failing a test (a file that does
 * not load, an error outside any test, no test at all, no report) counts as one failure.
 * @param exitCode what Vitest ended with
 */
export async function readCounts(file: string, exitCode: number): Promise<Counts> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const found = report.parse(JSON.parse(text));
  const failed = exitCode === 0 ? found.numFailedTests : Math.max(1, found.numFailedTests);
  return { passed: found.numPassedTests, failed, skipped: found.numPendingTests + found.numTodoTests };
}
