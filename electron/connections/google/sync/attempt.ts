import type { GoogleConnection } from '../../../model/connection.ts';
import { isMusterError, MusterError, toMusterError } from '../../../model/errors.ts';
import type { SyncProgress, SyncRun } from '../../../model/sync-run.ts';
import type { DirectoryApi } from '../api/directory.ts';
import { type Beginning, beginRun, resumeRun } from './begin.ts';
import { conclude, hold } from './conclude.ts';
import type { GoogleSyncDeps, SyncOptions } from './contract.ts';
import { finishBroken, type Halt, markTrouble } from './finish.ts';
import type { Job } from './job.ts';
import { type Lease, takeLease } from './lease.ts';
import { listAll } from './listing.ts';
import { failureOf } from './outcome.ts';
import { createProgressMeter } from './progress.ts';

/** One attempt to sync, and whom it tells what. */
export interface Attempt {
  readonly trigger: SyncRun['trigger'];
  readonly signal: AbortSignal;
  /** How it was told to end, if it was. */
  halt(): Halt;
  /** The run has its record and is under way. */
  begun(run: SyncRun): void;
  progress(progress: SyncProgress): void;
  reached(yes: boolean): void;
}

type Unfinished = Awaited<ReturnType<GoogleSyncDeps['store']['runs']['unfinished']>>;

/** Takes the lock, resumes the run that was cut off or begins one, and brings it to its end. */
export async function attemptRun(
  deps: GoogleSyncDeps,
  options: SyncOptions,
  attempt: Attempt,
): Promise<SyncRun> {
  const connection = await deps.store.connections.google();
  if (connection === null) throw new MusterError('connection_not_found');
  const lease = await takeLease(deps, connection.id, options.leaseMs);
  try {
    const unfinished = await resumable(deps, options, connection);
    const api = await deps.api(connection);
    const job = openJob(deps, options, attempt, { connection, lease, api, unfinished });
    const deaf = api.onWaiting((waiting) => {
      job.progress.note({ waiting });
      // A long pause must not cost us the lock; losing it is noticed before the next write.
      lease.keep().catch(() => undefined);
    });
    try {
      return await drive(job, attempt, unfinished);
    } finally {
      deaf();
    }
  } finally {
    await lease.release().catch(() => undefined);
  }
}

function openJob(
  deps: GoogleSyncDeps,
  options: SyncOptions,
  attempt: Attempt,
  parts: { connection: GoogleConnection; lease: Lease; api: DirectoryApi; unfinished: Unfinished },
): Job {
  const { connection, lease, api, unfinished } = parts;
  const now = deps.clock.now();
  const first = {
    runId: unfinished?.run.id ?? deps.random.uuid(now),
    connectionId: connection.id,
    phase: 'counting' as const,
    seen: unfinished?.run.seen ?? 0,
    expected: unfinished?.run.expectedBefore ?? null,
    pages: unfinished?.run.pages ?? 0,
    startedAt: unfinished?.run.startedAt ?? now,
    waiting: null,
  };
  const progress = createProgressMeter(first, deps.clock, options.progressMs, attempt.progress);
  attempt.progress(progress.current());
  return { deps, options, connection, api, lease, progress, signal: attempt.signal };
}

/** The run to go on with. One cut off too long ago, or before its listings were planned, is closed. */
async function resumable(
  { store, clock }: GoogleSyncDeps,
  { resumableMs }: SyncOptions,
  { id }: GoogleConnection,
): Promise<Unfinished> {
  const unfinished = await store.runs.unfinished(id);
  if (unfinished === null) return null;
  const { run, partitions } = unfinished;
  if (partitions.length > 0 && Math.abs(clock.now() - run.startedAt) <= resumableMs) return unfinished;
  const move = { runId: run.id, reason: null, detail: null, at: clock.now() };
  if (run.state === 'running') await store.runs.move({ ...move, to: 'interrupted' });
  await store.runs.move({ ...move, to: 'cancelled' });
  return null;
}

async function drive(job: Job, attempt: Attempt, unfinished: Unfinished): Promise<SyncRun> {
  let begun: Beginning | null = null;
  try {
    begun = unfinished === null ? await beginRun(job, attempt.trigger) : await resumeRun(job, unfinished);
    attempt.reached(true);
    attempt.begun(begun.run);
    const run = await bringToEnd(job, begun);
    await markTrouble(job.deps.store.connections, job.connection, null);
    return run;
  } catch (error) {
    const { trigger } = attempt;
    const offline = isMusterError(error, 'google_offline');
    attempt.reached(!offline);
    if (offline && begun === null && (await saidAlready(job, attempt, unfinished))) throw error;
    const run = await finishBroken(job, {
      begun: begun?.run ?? unfinished?.run ?? null,
      trigger,
      error,
      halt: attempt.halt(),
    });
    if (attempt.halt() === null) await troubleAfter(job, error);
    return run;
  }
}

async function bringToEnd(job: Job, begun: Beginning): Promise<SyncRun> {
  const { store } = job.deps;
  const keepUnits = (): Promise<void> =>
    store.orgUnits.replace({
      connectionId: job.connection.id,
      generation: job.connection.generation,
      units: begun.units,
    });
  const first = (await store.runs.lastComplete(job.connection.id)) === null;
  if (first) await keepUnits();
  if (!(await listAll(job, begun))) return await hold(job, begun, 'list_too_long', null);
  const run = await conclude(job, begun);
  if (run.state === 'complete' && !first) await keepUnits();
  return run;
}

/** A schedule that finds no network says so once; a run that was cut off waits for the network as it is. */
async function saidAlready(job: Job, { trigger }: Attempt, unfinished: Unfinished): Promise<boolean> {
  if (unfinished !== null) return true;
  if (trigger !== 'schedule') return false;
  const [last] = await job.deps.store.runs.list({ connectionId: job.connection.id, limit: 1 });
  return last?.state === 'failed' && last.reason === 'offline';
}

async function troubleAfter(job: Job, error: unknown): Promise<void> {
  const trouble = failureOf(toMusterError(error))?.trouble ?? null;
  if (trouble !== null) await markTrouble(job.deps.store.connections, job.connection, trouble);
}
