import { describe, expect, it } from 'vitest';
import type {
  ConnectionStatus,
  GoogleOverview,
  SyncProgress,
  SyncRun,
} from '../../../../electron/bridge/domain';
import { bannerOf, emptyNotice } from '../../../../renderer/pages/devices/notices';

const run = (change: Partial<SyncRun> = {}): SyncRun => ({
  id: 'r',
  connectionId: 'c',
  trigger: 'manual',
  state: 'complete',
  reason: null,
  detail: null,
  startedAt: 1,
  endedAt: 900,
  resumed: false,
  expectedBefore: 6152,
  expectedAfter: 6152,
  seen: 6152,
  pages: 1,
  partitions: 1,
  partitionsDone: 1,
  added: 0,
  changed: 0,
  vanished: 0,
  ...change,
});

function overview(status: ConnectionStatus, change: Partial<GoogleOverview> = {}): GoogleOverview {
  return {
    connection: {
      id: 'c',
      method: 'sign_in',
      account: 'admin@riverside.example',
      domain: 'riverside.example',
      customerId: 'C1',
      scopes: [],
      endpoints: { apiRoot: null, authRoot: null },
      trouble: null,
      connectedAt: 0,
      generation: 1,
    },
    status,
    lastCheckInAt: 900,
    lastCompleteRun: run(),
    lastRun: run(),
    progress: null,
    devices: 6152,
    expected: 6152,
    heldMissing: null,
    nextRunAt: null,
    grantedScopes: [],
    ...change,
  };
}

const progress: SyncProgress = {
  runId: 'r',
  connectionId: 'c',
  phase: 'listing',
  seen: 3940,
  expected: 6152,
  pages: 3,
  startedAt: 0,
  leftMs: null,
  waiting: null,
};

describe('what stands in the place of rows', () => {
  it('leads to the next step', () => {
    const none = { lastRun: null, lastCompleteRun: null, devices: 0 };
    expect(emptyNotice(null, null, false)?.kind).toBe('unconnected');
    expect(emptyNotice(overview('ready', none), null, false)?.kind).toBe('unsynced');
    expect(emptyNotice(overview('syncing', none), progress, false)).toMatchObject({
      kind: 'arriving',
      seen: 3940,
    });
    expect(emptyNotice(overview('active', { devices: 0 }), null, false)?.kind).toBe('noDevices');
    expect(emptyNotice(overview('active'), null, true)?.kind).toBe('nothingFound');
  });

  it('says nothing before it knows', () => {
    expect(emptyNotice(undefined, null, false)).toBeNull();
  });
});

describe('what stands above the rows', () => {
  it('is nothing when all is well, and during a later sync', () => {
    expect(bannerOf(overview('active'), null)).toBeNull();
    expect(bannerOf(overview('syncing'), progress)).toBeNull();
  });

  it('counts the first sync as its rows come', () => {
    expect(bannerOf(overview('syncing', { lastCompleteRun: null }), progress)).toEqual({
      kind: 'firstRun',
      seen: 3940,
      expected: 6152,
    });
  });

  it('never shows a part as the whole', () => {
    const lastRun = run({ state: 'incomplete', reason: 'list_ended_early', seen: 5310 });
    expect(bannerOf(overview('incomplete', { lastRun }), null)).toEqual({
      kind: 'incomplete',
      seen: 5310,
      expected: 6152,
      since: 900,
    });
  });

  it.each<[ConnectionStatus, string]>([
    ['needs_answer', 'held'],
    ['reconnect_needed', 'locked'],
    ['permission_lost', 'locked'],
    ['failed', 'failed'],
    ['offline', 'offline'],
  ])('%s', (status, kind) => {
    expect(bannerOf(overview(status), null)?.kind).toBe(kind);
  });
});
