import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '../../electron/demo/faults.ts';
import type { GoogleConnection } from '../../electron/model/connection.ts';
import type { RunReason, RunState } from '../../electron/model/sync-run.ts';
import { cacheContent, openSyncBench, type SyncBench } from '../support/sync-bench.ts';

/** A fault that does not pass, and what the run says of it. */
interface Case {
  name: string;
  faults: Fault[];
  state: RunState;
  reason: RunReason;
  trouble?: GoogleConnection['trouble'];
}

const CASES: Case[] = [
  { name: 'user rate limit', faults: [{ name: 'userRateLimit' }], state: 'failed', reason: 'rate_limited' },
  {
    name: 'quota of the project',
    faults: [{ name: 'quotaExceeded' }],
    state: 'failed',
    reason: 'rate_limited',
  },
  {
    name: 'rate limit of the account',
    faults: [{ name: 'rateLimit' }],
    state: 'failed',
    reason: 'rate_limited',
  },
  ...[500, 502, 503, 504].map((status): Case => {
    const faults: Fault[] = [{ name: 'serverError', status, endpoint: 'list' }];
    return { name: `HTTP ${status}`, faults, state: 'failed', reason: 'unavailable' };
  }),
  {
    name: 'outage in the middle of a listing',
    faults: [{ name: 'serverError', endpoint: 'directory', after: 5 }],
    state: 'failed',
    reason: 'unavailable',
  },
  {
    name: 'permission lost',
    faults: [{ name: 'forbidden' }],
    state: 'failed',
    reason: 'permission_lost',
    trouble: 'permission_lost',
  },
  {
    name: 'permission lost in the middle of a listing',
    faults: [{ name: 'forbidden', endpoint: 'list', atPage: 2 }],
    state: 'failed',
    reason: 'permission_lost',
    trouble: 'permission_lost',
  },
  {
    name: 'API switched off',
    faults: [{ name: 'apiDisabled' }],
    state: 'failed',
    reason: 'api_disabled',
    trouble: 'api_disabled',
  },
  {
    name: 'API blocked by the domain',
    faults: [{ name: 'domainBlocked' }],
    state: 'failed',
    reason: 'api_disabled',
    trouble: 'api_disabled',
  },
  {
    name: 'access token refused again and again',
    faults: [{ name: 'tokenRejected' }],
    state: 'failed',
    reason: 'reconnect_needed',
    trouble: 'reconnect_needed',
  },
  {
    name: 'invalid_grant',
    faults: [{ name: 'tokenRejected' }, { name: 'invalidGrant' }],
    state: 'failed',
    reason: 'reconnect_needed',
    trouble: 'reconnect_needed',
  },
  {
    name: 'page token dead every time (400)',
    faults: [{ name: 'deadToken', atPage: 2 }],
    state: 'failed',
    reason: 'token_dead',
  },
  {
    name: 'page token dead every time (503)',
    faults: [{ name: 'deadTokenBackend', atPage: 2 }],
    state: 'failed',
    reason: 'token_dead',
  },
  {
    name: 'missing nextPageToken',
    faults: [{ name: 'missingNextToken', atPage: 2 }],
    state: 'incomplete',
    reason: 'list_ended_early',
  },
  {
    name: 'missing nextPageToken on the last page but one of everything',
    faults: [{ name: 'missingNextToken', atPage: 3 }],
    state: 'incomplete',
    reason: 'list_ended_early',
  },
  {
    name: 'empty first page while Google counts devices',
    faults: [{ name: 'emptyFirstPage' }],
    state: 'incomplete',
    reason: 'list_ended_early',
  },
  {
    name: 'empty first page and no count',
    faults: [{ name: 'emptyFirstPage' }, { name: 'countMissing' }],
    state: 'incomplete',
    reason: 'empty_list',
  },
  {
    name: 'missing nextPageToken near the end and no count: the cache gives it away',
    faults: [{ name: 'missingNextToken', atPage: 3 }, { name: 'countMissing' }],
    state: 'incomplete',
    reason: 'list_ended_early',
  },
  {
    name: 'missing nextPageToken at once and no count',
    faults: [{ name: 'missingNextToken', atPage: 1 }, { name: 'countMissing' }],
    state: 'incomplete',
    reason: 'shrunk',
  },
  {
    name: 'a fleet of half the size',
    faults: [{ name: 'shrunkenFleet', share: 0.5 }],
    state: 'incomplete',
    reason: 'shrunk',
  },
  {
    name: 'a narrowed role',
    faults: [{ name: 'narrowedRole', orgUnitPath: '/Schools/North' }],
    state: 'incomplete',
    reason: 'shrunk',
  },
  {
    name: 'a count larger than the list',
    faults: [{ name: 'countOff', amount: 3 }],
    state: 'incomplete',
    reason: 'list_ended_early',
  },
  {
    name: 'a count smaller than the list',
    faults: [{ name: 'countOff', amount: -3 }],
    state: 'incomplete',
    reason: 'list_too_long',
  },
  {
    name: 'counts before and after that are worlds apart',
    faults: [{ name: 'countOff', amount: 400, after: 3 }],
    state: 'incomplete',
    reason: 'counts_disagree',
  },
  {
    name: 'garbage instead of JSON',
    faults: [{ name: 'garbageJson' }],
    state: 'failed',
    reason: 'bad_answer',
  },
  {
    name: 'a captive portal’s web page',
    faults: [{ name: 'captivePortal', endpoint: 'directory' }],
    state: 'failed',
    reason: 'bad_answer',
  },
  {
    name: 'pages that break off',
    faults: [{ name: 'cutBody', endpoint: 'list' }],
    state: 'failed',
    reason: 'unavailable',
  },
  {
    name: 'a network that cuts every connection',
    faults: [{ name: 'networkCut' }],
    state: 'failed',
    reason: 'offline',
  },
];

describe('a fault that does not pass', () => {
  let bench: SyncBench;
  let before: Map<string, string | null>;

  beforeAll(async () => {
    bench = await openSyncBench({ devices: 1000 });
    const first = await bench.sync().run('manual');
    expect(first).toMatchObject({ state: 'complete', seen: 1000, added: 1000 });
    before = await cacheContent(bench.store);
    // What a faulty run brings would show: a tenth of the fleet has something new to say.
    bench.org.control.touch(0.1);
  });
  afterAll(() => bench.close());

  it.each(CASES)('$name: the cache stays, the run is $state for $reason', async (fault) => {
    for (const one of fault.faults) bench.org.control.setFault(one);
    const run = await bench.sync().run('manual');
    bench.org.control.clearFault();
    expect(run).toMatchObject({ state: fault.state, reason: fault.reason });
    expect(await bench.store.runs.get(run.id)).toEqual(run);
    expect(await cacheContent(bench.store)).toEqual(before);
    if (fault.trouble !== undefined) {
      expect((await bench.store.connections.google())?.trouble).toBe(fault.trouble);
    }
  });

  it('no answer in time: the cache stays, the run is failed for unavailable', async () => {
    const hanging: typeof fetch = (_url, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason), { once: true });
      });
    bench.network = (url, init) =>
      String(url).includes('/devices/') ? hanging(url, init) : fetch(url, init);
    const run = await bench.sync({}, bench.store, { timeoutMs: 10 }).run('manual');
    bench.network = fetch;
    expect(run).toMatchObject({ state: 'failed', reason: 'unavailable', detail: 'no answer in time' });
    expect(await cacheContent(bench.store)).toEqual(before);
  });

  it('no network at all: the cache stays, the run is failed for offline', async () => {
    await bench.org.setOnline(false);
    const sync = bench.sync();
    const run = await sync.run('manual');
    expect(run).toMatchObject({ state: 'failed', reason: 'offline' });
    expect(sync.reachable()).toBe(false);
    expect(await cacheContent(bench.store)).toEqual(before);
    const runs = await bench.store.runs.list({ connectionId: bench.connection.id, limit: 100 });
    await expect(sync.run('schedule')).rejects.toMatchObject({ code: 'google_offline' });
    expect(await bench.store.runs.list({ connectionId: bench.connection.id, limit: 100 })).toEqual(runs);
    await bench.org.setOnline(true);
  });

  it('the next run without a fault is complete, brings what is new, and clears the trouble', async () => {
    const sync = bench.sync();
    const run = await sync.run('manual');
    expect(run).toMatchObject({ state: 'complete', seen: 1000, added: 0, changed: 100, vanished: 0 });
    expect(sync.reachable()).toBe(true);
    expect((await bench.store.connections.google())?.trouble).toBeNull();
    expect(await bench.cached()).toEqual(bench.org.control.deviceIds().sort());
  });
});
