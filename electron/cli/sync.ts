import type { Command } from 'commander';
import { isMusterError } from '../model/errors.ts';
import type { SyncProgress, SyncRun } from '../model/sync-run.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import { systemClock } from '../system.ts';
import type { CliContext } from './context.ts';
import { EXIT, type ExitCode, exitCodeOf, exitCodeOfRun } from './exit-codes.ts';
import type { Act } from './program.ts';
import { wholeNumber } from './whole-number.ts';

const MINUTE_MS = 60 * 1000;
const HOUR_MS = 60 * MINUTE_MS;

/** `muster sync [--watch]`, `muster sync runs`, `muster sync answer`. */
export function addSyncCommands(program: Command, act: Act): void {
  const sync = program
    .command('sync')
    .description('list the Chromebooks from Google into the cache')
    .option('--watch', 'go on every hour until stopped')
    .action(act((context, options: { watch?: boolean }) => runSync(context, options.watch ?? false)));
  sync
    .command('runs')
    .description('the sync runs, newest first')
    .option('--limit <count>', 'how many', wholeNumber(), 20)
    .action(
      act(async (context, options: { limit: number }) => {
        const { google } = await context.open();
        const runs = await google.runs({ limit: options.limit });
        for (const run of runs)
          context.say(`${run.id}  ${new Date(run.startedAt).toISOString()}  ${verdictOf(run, context)}`);
        context.answer(runs);
        return EXIT.complete;
      }),
    );
  sync
    .command('answer <run>')
    .description('answer a run that was held because the fleet shrank')
    .option('--accept', 'let the missing devices go')
    .option('--keep', 'keep the earlier list')
    .action(
      act((context, run: string, options: { accept?: boolean; keep?: boolean }) =>
        answer(context, run, options),
      ),
    );
}

async function runSync(context: CliContext, watch: boolean): Promise<ExitCode> {
  const { google } = await context.open();
  const stopHearing = context.console.events.on('sync.progress', (progress) => {
    if (!context.json) showProgress(context, progress);
  });
  try {
    for (;;) {
      const code = await runOnce(context, google, watch);
      if (!watch || context.signal.aborted) return code;
      const next = Date.now() + HOUR_MS;
      context.note(context.words.t('cli:sync.nextAt', { time: new Date(next).toISOString() }));
      await pause(context, next);
      if (context.signal.aborted) return code;
    }
  } finally {
    stopHearing();
  }
}

/** A watch goes on when another program syncs just now or the network is away: both pass. */
async function runOnce(
  context: CliContext,
  google: OpenWorkspace['google'],
  watch: boolean,
): Promise<ExitCode> {
  try {
    const run = await google.runSync(context.signal);
    report(context, run);
    return exitCodeOfRun(run);
  } catch (error) {
    const passes = isMusterError(error, 'sync_running') || isMusterError(error, 'google_offline');
    if (!watch || !passes) throw error;
    context.note(context.words.errorText(error));
    return exitCodeOf(error);
  }
}

/** Sleeps in pieces: a timer stands still while the machine does, the clock does not. */
async function pause(context: CliContext, until: number): Promise<void> {
  while (Date.now() < until && !context.signal.aborted) {
    const piece = Math.min(until - Date.now(), MINUTE_MS);
    await systemClock.sleep(piece, context.signal).catch((error: unknown) => {
      if (!context.signal.aborted) throw error;
    });
  }
}

function showProgress(context: CliContext, progress: SyncProgress): void {
  const { t } = context.words;
  const { phase, seen, pages, waiting } = progress;
  if (waiting !== null)
    context.note(
      t('cli:sync.waiting', {
        time: new Date(waiting.until).toISOString(),
        reason: t(`cli:sync.reason.${waiting.reason}`),
      }),
    );
  else
    context.note(
      t('cli:sync.progress', {
        phase: t(`cli:sync.phase.${phase}`),
        seen,
        pages,
        expected: progress.expected ?? '?',
      }),
    );
}

function report(context: CliContext, run: SyncRun): void {
  context.say(verdictOf(run, context));
  if (run.reason === 'shrunk' || run.reason === 'empty_list')
    context.note(context.words.t('cli:sync.answerHint', { run: run.id }));
  context.answer(run);
}

function verdictOf(run: SyncRun, context: CliContext): string {
  const expected = run.expectedAfter ?? run.expectedBefore ?? '?';
  const { t } = context.words;
  const reason = run.reason === null ? '' : t(`cli:sync.reason.${run.reason}`);
  const words = run.state === 'failed' && run.detail !== null ? 'failedDetail' : run.state;
  return t(`cli:sync.verdict.${words}`, { ...run, expected, reason });
}

async function answer(
  context: CliContext,
  runId: string,
  options: { accept?: boolean; keep?: boolean },
): Promise<ExitCode> {
  if ((options.accept ?? false) === (options.keep ?? false)) {
    context.note(context.words.t('cli:sync.answerHint', { run: runId }));
    return EXIT.badUsage;
  }
  const { google } = await context.open();
  try {
    const run = await google.answer(runId, options.accept ?? false);
    report(context, run);
    return exitCodeOfRun(run);
  } catch (error) {
    if (isMusterError(error, 'sync_not_waiting')) context.note(context.words.errorText(error));
    throw error;
  }
}
