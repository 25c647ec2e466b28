import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { filesCutOff, readCounts, readCountsTwice } from '../../../scripts/vitest-counts.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'muster-counts-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function report(numbers: Record<string, number>): Promise<string> {
  const file = path.join(folder, 'report.json');
  const zero = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };
  await writeFile(file, JSON.stringify({ ...zero, ...numbers, testResults: [] }));
  return file;
}

test('a green run counts what passed and what was left out', async () => {
  const file = await report({ numPassedTests: 7, numPendingTests: 1, numTodoTests: 2 });
  expect(await readCounts(file, 0)).toEqual({ passed: 7, failed: 0, skipped: 3 });
});

test('a red run counts its failed tests', async () => {
  const file = await report({ numPassedTests: 5, numFailedTests: 2 });
  expect(await readCounts(file, 1)).toEqual({ passed: 5, failed: 2, skipped: 0 });
});

test('a file that does not load fails the run though no test failed', async () => {
  const file = await report({ numPassedTests: 5 });
  expect(await readCounts(file, 1)).toEqual({ passed: 5, failed: 1, skipped: 0 });
});

test('a run without a report is a failure, whatever it ended with', async () => {
  expect(await readCounts(path.join(folder, 'none.json'), 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

/** A report with the tests of files by how they ended. */
async function reportOf(files: Record<string, { status: string; tests: string[] }>): Promise<string> {
  const file = path.join(folder, 'files.json');
  const testResults = Object.entries(files).map(([name, { status, tests }]) => ({
    name,
    status,
    assertionResults: tests.map((test) => ({ status: test })),
  }));
  const all = testResults.flatMap(({ assertionResults }) => assertionResults);
  const count = (wanted: string) => all.filter(({ status }) => status === wanted).length;
  const counts = { numPassedTests: count('passed'), numFailedTests: count('failed'), numTodoTests: 0 };
  await writeFile(file, JSON.stringify({ ...counts, numPendingTests: count('pending'), testResults }));
  return file;
}

test('a file whose process died is told from one whose tests failed', async () => {
  const file = await reportOf({
    sound: { status: 'passed', tests: ['passed'] },
    wrong: { status: 'failed', tests: ['passed', 'failed', 'pending'] },
    dead: { status: 'failed', tests: ['passed', 'pending'] },
    unloadable: { status: 'failed', tests: [] },
  });
  expect(await filesCutOff(file)).toEqual(['dead']);
});

test('of a file that was run again only the second time counts', async () => {
  const file = await reportOf({
    sound: { status: 'passed', tests: ['passed', 'pending'] },
    dead: { status: 'failed', tests: ['passed', 'pending'] },
  });
  const again = { passed: 2, failed: 0, skipped: 0 };
  expect(await readCountsTwice(file, ['dead'], again)).toEqual({ passed: 3, failed: 0, skipped: 1 });
  expect(await readCountsTwice(file, ['dead'], { passed: 1, failed: 1, skipped: 0 })).toEqual({
    passed: 2,
    failed: 1,
    skipped: 1,
  });
});
