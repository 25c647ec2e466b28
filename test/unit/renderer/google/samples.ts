import type { GoogleOverview, SyncRun } from '../../../../electron/bridge/domain';

const STARTED = Date.UTC(2026, 10, 21, 10, 0, 0);

/** A complete run of nine seconds over 6152 devices. */
export function sampleRun(change: Partial<SyncRun> = {}): SyncRun {
  return {
    id: 'run',
    connectionId: 'google',
    trigger: 'schedule',
    state: 'complete',
    reason: null,
    detail: null,
    startedAt: STARTED,
    endedAt: STARTED + 9000,
    resumed: false,
    expectedBefore: 6152,
    expectedAfter: 6152,
    seen: 6152,
    pages: 21,
    partitions: 1,
    partitionsDone: 1,
    added: 2,
    changed: 341,
    vanished: 0,
    ...change,
  };
}

/** A connection that is well, its last run complete. */
export function sampleOverview(change: Partial<GoogleOverview> = {}): GoogleOverview {
  const run = sampleRun();
  return {
    connection: {
      id: 'google',
      method: 'sign_in',
      account: 'admin@riverside.example',
      domain: 'riverside.example',
      customerId: 'C03riv7x2',
      scopes: [],
      endpoints: { apiRoot: null, authRoot: null },
      trouble: null,
      connectedAt: STARTED,
      generation: 1,
    },
    status: 'active',
    lastCheckInAt: STARTED + 9000,
    lastCompleteRun: run,
    lastRun: run,
    progress: null,
    devices: 6152,
    expected: 6152,
    heldMissing: null,
    nextRunAt: STARTED + 3_600_000,
    grantedScopes: [],
    ...change,
  };
}
