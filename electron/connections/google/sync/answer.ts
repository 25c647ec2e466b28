import { MusterError } from '../../../model/errors.ts';
import type { SyncRun } from '../../../model/sync-run.ts';
import type { GoogleSyncDeps, SyncOptions } from './contract.ts';
import { takeLease } from './lease.ts';

/**
 * Carries out the admin's word on a run held because the fleet shrank: publishes it with the missing devices gone,
 * or drops it. Only the newest run can be answered. Throws `sync_not_waiting`, `sync_running`,
 * `connection_not_found`.
 */
export async function answerHeld(
  deps: GoogleSyncDeps,
  { leaseMs }: Pick<SyncOptions, 'leaseMs'>,
  runId: string,
  accept: boolean,
): Promise<SyncRun> {
  const { store, clock } = deps;
  const connection = await store.connections.google();
  if (connection === null) throw new MusterError('connection_not_found');
  const lease = await takeLease(deps, connection.id, leaseMs);
  try {
    const [run] = await store.runs.list({ connectionId: connection.id, limit: 1 });
    if (run === undefined || run.id !== runId || !isWaiting(run)) throw new MusterError('sync_not_waiting');
    const endedAt = clock.now();
    if (!accept)
      return await store.runs.move({ runId, to: 'cancelled', reason: run.reason, detail: null, at: endedAt });
    const { expectedAfter } = run;
    const { generation } = connection;
    return await store.runs.publish({
      runId,
      gone: 'all_missing',
      state: 'complete',
      expectedAfter,
      endedAt,
      generation,
    });
  } finally {
    await lease.release();
  }
}

function isWaiting({ state, reason }: SyncRun): boolean {
  return state === 'incomplete' && (reason === 'shrunk' || reason === 'empty_list');
}
