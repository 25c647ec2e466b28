import { rm } from 'node:fs/promises';
import path from 'node:path';
import { root, runScript, runTool } from './process.ts';
import { quickTemporaryFolder } from './quick-temporary.ts';
import { ensureRuntime } from './runtime/runtime.ts';
import { type Headless, startHeadless } from './system/headless.ts';
import { applicationNeeds, headlessNeeds, testServerNeeds, testVisitorNeeds } from './system/needs.ts';
import { ensurePackages } from './system/packages.ts';
import { endWithSignals, explain } from './terminal.ts';
import { type Counts, filesCutOff, readCounts, readCountsTwice } from './vitest-counts.ts';

// `npm test` runs every stage; `npm test -- STAGE [arguments for Vitest]` one of them and what it stands on.
const [only, ...vitestArguments] = process.argv.slice(2);
const reports = path.join(root, 'test-results');

// Each store a test opens has threads of its own, and the command line is started often: what Node makes of their
// sources is kept, by their content, instead of being made anew each time.
process.env.NODE_COMPILE_CACHE ??= path.join(root, '.cache', 'compiled');

interface Stage {
  name: string;
  run(): Promise<Counts>;
}

const failures = (code: number): Counts => ({ passed: 0, failed: code === 0 ? 0 : 1, skipped: 0 });

const scriptStage = (name: string): Stage => ({ name, run: async () => failures(await runScript(name)) });

const vitest = async (
  project: string,
  report: string,
  filters: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<Counts> => {
  await rm(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const given = ['run', '--project', project, ...reporters, ...filters];
  return readCounts(report, await runTool('vitest/vitest.mjs', given, { env }));
};

const vitestStage = (name: string, workers: readonly string[] = []): Stage => ({
  name,
  async run() {
    const report = path.join(reports, `${name}.json`);
    const counts = await vitest(name, report, [...workers, ...vitestArguments]);
    const cutOff = counts.failed === 0 ? [] : await filesCutOff(report);
    if (cutOff.length === 0) return counts;
    console.log(
      `\n── ${name}: the process of these files died; they are run once more:\n${cutOff.join('\n')}\n`,
    );
    const again = await vitest(name, path.join(reports, `${name}-again.json`), cutOff);
    return readCountsTwice(report, cutOff, again);
  },
});

/** A window under test leaves half of a machine idle. */
const WINDOWS_AT_ONCE = 3;

/**
 * Two windows on one display would take the focus from each other: so each of Vitest’s workers has a display, a bus and a
 * keychain of its own (test/e2e/support/own-session.ts), and takes the next file when it is done with one.
 */
const windowStage = (name: string): Stage => ({
  name,
  async run() {
    if (process.platform !== 'linux' || vitestArguments.length > 0) return vitestStage(name).run();
    const sessions: Headless[] = [];
    try {
      for (let number = 0; number < WINDOWS_AT_ONCE; number += 1) sessions.push(await startHeadless());
      const env = { ...process.env, MUSTER_SESSIONS: JSON.stringify(sessions.map((session) => session.env)) };
      const report = path.join(reports, `${name}.json`);
      return await vitest(name, report, [`--maxWorkers=${WINDOWS_AT_ONCE}`], env);
    } finally {
      for (const session of sessions) await session.close();
    }
  },
});

const build = scriptStage('build');
const stages: readonly Stage[] = [
  scriptStage('check'),
  vitestStage('unit'),
  // Programs that are started, killed and waited for leave some of a machine idle.
  vitestStage('faults', ['--maxWorkers=3']),
  windowStage('e2e'),
];

async function runStage(stage: Stage): Promise<Counts> {
  const start = performance.now();
  console.log(`\n── ${stage.name}`);
  const counts = await stage.run();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`── ${stage.name}: ${counts.failed === 0 ? 'passed' : 'FAILED'} in ${seconds} s`);
  return counts;
}

async function runStages(): Promise<Counts> {
  const built = await runStage(build);
  // What was built starts in half the time of its sources, and is what people are given: test/support/program.ts.
  if (built.failed === 0) process.env.MUSTER_TEST_BUILT = 'yes';
  const counts = [built];
  for (const stage of stages) {
    if (only && stage.name !== only) continue;
    if (stage.name === 'e2e' && built.failed > 0) console.log('\n── e2e: not run, for nothing was built');
    else counts.push(await runStage(stage));
  }
  return counts.reduce(add);
}

function add(sum: Counts, one: Counts): Counts {
  return {
    passed: sum.passed + one.passed,
    failed: sum.failed + one.failed,
    skipped: sum.skipped + one.skipped,
  };
}

/** On Linux on a display, bus and keychain of our own, so that no window, prompt or key reaches the person's. */
async function inSession(): Promise<Counts> {
  if (process.platform !== 'linux') return runStages();
  const headless = await startHeadless();
  try {
    Object.assign(process.env, headless.env);
    return await runStages();
  } finally {
    await headless.close();
  }
}

async function test(): Promise<Counts> {
  if (only && !stages.some((stage) => stage.name === only)) {
    throw new Error(`There is no stage ${only}: choose ${stages.map((stage) => stage.name).join(', ')}.`);
  }
  await ensurePackages([...applicationNeeds, ...headlessNeeds, ...testServerNeeds, ...testVisitorNeeds]);
  await ensureRuntime();
  process.env.TMPDIR = (await quickTemporaryFolder()) ?? process.env.TMPDIR;
  return inSession();
}

endWithSignals();
const total = await test().catch((error): Counts => failures(explain(error)));
process.exitCode = total.failed === 0 ? 0 : 1;
if (total.skipped > 0) console.log(`\n${total.skipped} skipped`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
