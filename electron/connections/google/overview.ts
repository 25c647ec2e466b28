import { GOOGLE_SCOPES, type GoogleConnection, type GoogleOverview } from '../../model/connection.ts';
import { connectionStatus } from '../../model/connection-status.ts';
import type { SyncProgress, SyncRun } from '../../model/sync-run.ts';
import type { Store } from '../../store/contract.ts';

/** What only the running program knows about the connection. */
export interface LiveFacts {
  running: boolean;
  reachable: boolean;
  progress: SyncProgress | null;
  nextRunAt: number | null;
}

/** Gathers all that the connection page shows, from the cache alone. */
export async function readOverview(
  store: Store,
  connection: GoogleConnection,
  live: LiveFacts,
): Promise<GoogleOverview> {
  const [runs, lastComplete, devices] = await Promise.all([
    store.runs.list({ connectionId: connection.id, limit: 20 }),
    store.runs.lastComplete(connection.id),
    store.devices.count({}),
  ]);
  const held = runs[0] !== undefined && isHeld(runs[0]) ? runs[0] : null;
  const ended = telling(runs, lastComplete !== null);
  return {
    connection,
    status: connectionStatus({
      trouble: connection.trouble,
      running: live.running,
      lastRun: ended,
      reachable: live.reachable,
    }),
    lastCheckInAt: lastContact(runs),
    lastCompleteRun: lastComplete,
    lastRun: runs[0] ?? null,
    progress: live.progress,
    devices,
    expected: expectedOf(runs),
    heldMissing: held === null ? null : (await store.runs.missing({ runId: held.id, limit: 0 })).total,
    nextRunAt: live.nextRunAt,
    grantedScopes: GOOGLE_SCOPES.map((scope) => ({ scope, granted: connection.scopes.includes(scope) })),
  };
}

/** The run the status is told from: what the admin cancelled says nothing about a list that was complete before. */
function telling(runs: readonly SyncRun[], completeBefore: boolean): SyncRun | null {
  const ended = runs.filter((run) => run.state !== 'running');
  return ended.find((run) => !completeBefore || run.state !== 'cancelled') ?? null;
}

/** The last time devices or details came from Google: the newest run that brought a page. */
function lastContact(runs: readonly SyncRun[]): number | null {
  const run = runs.find((candidate) => candidate.pages > 0);
  return run === undefined ? null : (run.endedAt ?? run.startedAt);
}

/** True while the run waits for the admin's word on the devices it did not list. */
function isHeld({ state, reason }: SyncRun): boolean {
  return state === 'incomplete' && (reason === 'shrunk' || reason === 'empty_list');
}

function expectedOf(runs: readonly SyncRun[]): number | null {
  for (const run of runs) {
    const expected = run.expectedAfter ?? run.expectedBefore;
    if (expected !== null) return expected;
  }
  return null;
}
