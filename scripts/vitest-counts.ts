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
  testResults: z
    .array(
      z.looseObject({
        name: z.string(),
        status: z.string(),
        assertionResults: z.array(z.looseObject({ status: z.string() })),
      }),
    )
    .default([]),
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

/**
 * The files of a run that came to no end although no test of theirs failed: the process they ran in died. V8 aborts
 * now and then when threads come and go (`Check failed: jit_page.has_value()`, nodejs/node issue 64500), and the
 * store's tests open and end hundreds of them.
 */
export async function filesCutOff(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return [];
  return report
    .parse(JSON.parse(text))
    .testResults.filter(({ status }) => status === 'failed')
    .filter(({ assertionResults }) => assertionResults.length > 0)
    .filter(({ assertionResults }) => !assertionResults.some(({ status }) => status === 'failed'))
    .map(({ name }) => name);
}

/** The counts of a run of which some files were run again: of those, only the second time counts. */
export async function readCountsTwice(
  first: string,
  cutOff: readonly string[],
  again: Counts,
): Promise<Counts> {
  const { testResults } = report.parse(JSON.parse(await readFile(first, 'utf8')));
  const counted = testResults.filter(({ name }) => !cutOff.includes(name));
  const count = (...wanted: string[]): number =>
    counted.reduce(
      (sum, { assertionResults }) =>
        sum + assertionResults.filter(({ status }) => wanted.includes(status)).length,
      0,
    );
  return {
    passed: count('passed') + again.passed,
    failed: count('failed') + again.failed,
    skipped: count('pending', 'skipped', 'todo') + again.skipped,
  };
}
