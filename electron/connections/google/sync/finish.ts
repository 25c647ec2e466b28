import type { GoogleConnection } from '../../../model/connection.ts';
import { isMusterError } from '../../../model/errors.ts';
import type { SyncRun } from '../../../model/sync-run.ts';
import type { ConnectionRepository } from '../../../store/contract.ts';
import { newRun } from './begin.ts';
import type { Job } from './job.ts';
import { failureOf } from './outcome.ts';

/** How a run was told to end from outside. */
export type Halt = 'cancel' | 'stop' | null;

/**
 * Ends a run that an error ended, and answers it as it stands then. Nothing was replaced. `begun` is null when it
 * failed before it had a record: it gets one, so that the failure is seen. Throws the error when it is not one of
 * syncing (a locked vault, say), and `sync_running` when another program took the run over.
 */
export async function finishBroken(
  job: Job,
  {
    begun,
    trigger,
    error,
    halt,
  }: { begun: SyncRun | null; trigger: SyncRun['trigger']; error: unknown; halt: Halt },
): Promise<SyncRun> {
  // Another program has the lock, and with it the run.
  if (isMusterError(error, 'sync_running')) throw error;
  // The connection was deleted meanwhile, and the run with it.
  if (isMusterError(error, 'connection_not_found'))
    return ended(job, begun ?? newRun(job, trigger), 'cancelled');
  if (begun === null && halt === 'stop') return ended(job, newRun(job, trigger), 'interrupted');
  const end = endOf(error, halt);
  if (end === null) throw error;
  const run = begun ?? (await record(job, trigger));
  try {
    return await job.deps.store.runs.move({ runId: run.id, ...end, at: job.deps.clock.now() });
  } catch {
    // The store cannot even note the end (a full disk): the run is told of here, and resumed at the next chance.
    return { ...ended(job, run, end.to), reason: end.reason, detail: end.detail };
  }
}

function endOf(
  error: unknown,
  halt: Halt,
): (Pick<SyncRun, 'reason' | 'detail'> & { to: SyncRun['state'] }) | null {
  if (halt !== null) return { to: halt === 'stop' ? 'interrupted' : 'cancelled', reason: null, detail: null };
  const failure = failureOf(error);
  return failure === null ? null : { to: 'failed', reason: failure.reason, detail: failure.detail };
}

async function record(job: Job, trigger: SyncRun['trigger']): Promise<SyncRun> {
  const run = newRun(job, trigger);
  await job.deps.store.runs.start({ run, partitions: [], generation: job.connection.generation });
  return run;
}

function ended(job: Job, run: SyncRun, state: SyncRun['state']): SyncRun {
  return { ...run, state, endedAt: job.deps.clock.now() };
}

/**
 * Marks the connection with what Google refuses us for, or clears the mark once Google answered a whole run.
 * A connection that was deleted or renewed meanwhile is left alone. True when something changed.
 */
export async function markTrouble(
  connections: Pick<ConnectionRepository, 'google' | 'saveGoogle'>,
  connection: Pick<GoogleConnection, 'id' | 'generation'>,
  trouble: GoogleConnection['trouble'],
): Promise<boolean> {
  const current = await connections.google();
  const ours = current?.id === connection.id && current.generation === connection.generation;
  if (current === null || !ours || current.trouble === trouble) return false;
  await connections.saveGoogle({ ...current, trouble });
  return true;
}
