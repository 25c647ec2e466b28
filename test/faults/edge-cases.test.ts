import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MusterError } from '../../electron/model/errors.ts';
import type { SyncProgress, SyncRun } from '../../electron/model/sync-run.ts';
import type { RunRepository, Store } from '../../electron/store/contract.ts';
import { cacheContent, openSyncBench, type SyncBench } from '../support/sync-bench.ts';

/** The numbers are those of the edge cases every listing of ChromeOS devices meets. */
const DEVICES = 700;

let bench: SyncBench;
beforeEach(async () => {
  bench = await openSyncBench({ devices: DEVICES });
});
afterEach(() => bench.close());

function syncNow(): Promise<SyncRun> {
  return bench.sync().run('manual');
}

/** Does something when the n-th request for a page is about to be sent. */
function beforePage(n: number, action: () => void | Promise<void>): void {
  let pages = 0;
  bench.network = async (url, init) => {
    if (/\/devices\/chromeos\?/.test(String(url)) && ++pages === n) await action();
    return await fetch(url, init);
  };
}

async function cachedDevice(providerId: string) {
  const [device] = await bench.store.devices.find({ providerId });
  if (device === undefined) throw new Error(`no device ${providerId} in the cache`);
  return device;
}

/** The store with another way to do one thing with runs. */
function withRuns(store: Store, runs: Partial<RunRepository>): Store {
  return { ...store, runs: { ...store.runs, ...runs } };
}

function listed(): { page: number; query: string; status: number }[] {
  return bench.org.control.journal().filter((entry) => entry.endpoint === 'list');
}

describe('1: a page token that dies', () => {
  it.each(['deadToken', 'deadTokenBackend'] as const)('%s: only that listing begins anew', async (name) => {
    bench.org.control.setFault({ name, atPage: 2, times: name === 'deadToken' ? 1 : 8 });
    const run = await syncNow();
    expect(run).toMatchObject({ state: 'complete', seen: DEVICES });
    expect(await bench.cached()).toEqual(bench.org.control.deviceIds().sort());
    const deprovisioned = listed().filter(({ query }) => query === 'status:deprovisioned');
    expect(deprovisioned).toHaveLength(1);
  });

  it('an outage of the same shape does not cost the listing its place', async () => {
    bench.org.control.setFault({ name: 'serverError', endpoint: 'list', atPage: 2, times: 3 });
    expect(await syncNow()).toMatchObject({ state: 'complete', pages: 4 });
  });
});

describe('2: listings that would take more than an hour', () => {
  it('are planned in parts, by registration date, each small enough', async () => {
    const run = await bench.sync({ listingDevices: 200 }).run('manual');
    expect(run).toMatchObject({ state: 'complete', seen: DEVICES });
    expect(run.partitions).toBeGreaterThan(3);
    const queries = new Set(listed().map(({ query }) => query));
    expect(queries.size).toBe(run.partitions);
    for (const query of queries) expect(bench.org.control.count(query)).toBeLessThanOrEqual(200);
  });

  it('are divided when they turn out too long', async () => {
    const plain = fetch;
    bench.network = async (url, init) => {
      if (/\/devices\/chromeos\?/.test(String(url))) bench.clock.advance(30 * 60_000);
      return await plain(url, init);
    };
    const run = await syncNow();
    expect(run).toMatchObject({ state: 'complete', seen: DEVICES });
    expect(run.partitions).toBeGreaterThan(2);
    expect(await bench.cached()).toEqual(bench.org.control.deviceIds().sort());
  });
});

it('3: however large the fleet, two pages at most are in memory', async () => {
  await bench.close();
  bench = await openSyncBench({ devices: 3000 });
  let held = 0;
  let most = 0;
  bench.network = async (url, init) => {
    const response = await fetch(url, init);
    if (/\/devices\/chromeos\?/.test(String(url))) most = Math.max(most, ++held);
    return response;
  };
  const store = withRuns(bench.store, {
    commitPage: async (input) => {
      const committed = await bench.store.runs.commitPage(input);
      held--;
      return committed;
    },
  });
  expect(await bench.sync({}, store).run('manual')).toMatchObject({ state: 'complete', pages: 11 });
  expect(most).toBe(2);
});

it('4: a nextPageToken missing early makes the run incomplete, with the counts; a first run keeps its rows', async () => {
  bench.org.control.setFault({ name: 'missingNextToken', atPage: 1 });
  const run = await syncNow();
  expect(run).toMatchObject({
    state: 'incomplete',
    reason: 'list_ended_early',
    expectedBefore: DEVICES,
    expectedAfter: DEVICES,
  });
  expect(run.seen).toBeLessThan(DEVICES);
  expect(await bench.cached()).toHaveLength(run.seen);
  bench.org.control.clearFault();
  expect(await syncNow()).toMatchObject({ state: 'complete', seen: DEVICES });
});

describe('5: a device that moves while the run lists', () => {
  it('is asked for by itself when it slipped through both listings', async () => {
    await syncNow();
    const [moved = ''] = bench.org.control.deviceIds('status:deprovisioned');
    // Re-enrolled after the managed listing passed it and before the deprovisioned one began.
    const managedPages = Math.ceil(bench.org.control.count('status:managed') / 300);
    beforePage(managedPages + 1, () => bench.org.control.setStatus(moved, 'ACTIVE'));
    const run = await syncNow();
    expect(run).toMatchObject({ state: 'complete', seen: DEVICES, vanished: 0 });
    expect(await cachedDevice(moved)).toMatchObject({ providerStatus: 'ACTIVE', vanishedAt: null });
  });

  it('keeps its one row, in its new unit', async () => {
    await syncNow();
    const [first = ''] = bench.org.control.deviceIds('status:managed');
    const before = await cachedDevice(first);
    beforePage(1, () => bench.org.control.moveDevice(first, '/Schools/South/Library'));
    expect(await syncNow()).toMatchObject({ state: 'complete', vanished: 0 });
    const after = await cachedDevice(first);
    expect(after).toMatchObject({ id: before.id, orgUnitPath: '/Schools/South/Library' });
    expect(await bench.cached()).toHaveLength(DEVICES);
  });
});

it('6: a device on two pages is one row, and counts once', async () => {
  bench.org.control.setFault({ name: 'duplicates', amount: 25 });
  expect(await syncNow()).toMatchObject({ state: 'complete', seen: DEVICES });
  expect(await bench.cached()).toEqual(bench.org.control.deviceIds().sort());
});

it.each([
  true,
  false,
])('7: deprovisioned devices are listed and kept (unfiltered lists hold them: %s)', async (all) => {
  await bench.close();
  bench = await openSyncBench({ devices: DEVICES, listDeprovisioned: all });
  await syncNow();
  const retired = bench.org.control.deviceIds('status:deprovisioned');
  expect(retired.length).toBeGreaterThan(0);
  for (const id of retired) expect(await cachedDevice(id)).toMatchObject({ state: 'retired' });
  const [leaving = ''] = bench.org.control.deviceIds('status:managed');
  bench.org.control.setStatus(leaving, 'DEPROVISIONED');
  expect(await syncNow()).toMatchObject({ state: 'complete', changed: 1, vanished: 0 });
  expect(await cachedDevice(leaving)).toMatchObject({ state: 'retired', vanishedAt: null });
});

describe('8: a device that vanished', () => {
  it('becomes a tombstone after a complete run, and can still be found', async () => {
    await syncNow();
    const gone = bench.org.control.removeDevices(3);
    expect(await syncNow()).toMatchObject({ state: 'complete', vanished: 3 });
    for (const id of gone) expect((await cachedDevice(id)).vanishedAt).not.toBeNull();
    expect(await bench.cached()).toEqual(bench.org.control.deviceIds().sort());
  });

  it('in the middle of a run is missed only by the next', async () => {
    await syncNow();
    const [first = ''] = bench.org.control.deviceIds('status:managed');
    beforePage(2, () => bench.org.control.removeDevice(first));
    expect(await syncNow()).toMatchObject({ state: 'complete', vanished: 0 });
    bench.network = fetch;
    expect(await syncNow()).toMatchObject({ state: 'complete', vanished: 1 });
    expect((await cachedDevice(first)).vanishedAt).not.toBeNull();
  });

  it('an empty answer never wipes the cache: it asks, and “no” keeps all', async () => {
    await syncNow();
    const before = await cacheContent(bench.store);
    bench.org.control.setFault({ name: 'emptyFirstPage' });
    bench.org.control.setFault({ name: 'countMissing' });
    const sync = bench.sync();
    const run = await sync.run('manual');
    expect(run).toMatchObject({ state: 'incomplete', reason: 'empty_list', seen: 0 });
    expect(await sync.answer(run.id, false)).toMatchObject({ state: 'cancelled', reason: 'empty_list' });
    expect(await cacheContent(bench.store)).toEqual(before);
    await expect(sync.answer(run.id, true)).rejects.toMatchObject({ code: 'sync_not_waiting' });
  });
});

it('9: two devices with one serial number stay two devices', async () => {
  const [one = '', two = ''] = bench.org.control.deviceIds('status:managed');
  const serialOf = (id: string): string => JSON.parse(bench.org.control.record(id)).serialNumber;
  const [mine, other] = [serialOf(one), serialOf(two)];
  bench.network = async (url, init) => {
    const response = await fetch(url, init);
    if (!/\/devices\/chromeos\?/.test(String(url))) return response;
    return new Response((await response.text()).replaceAll(other, mine), response);
  };
  expect(await syncNow()).toMatchObject({ state: 'complete', seen: DEVICES });
  const found = await bench.store.devices.find({ serial: mine });
  expect(found.map(({ providerId }) => providerId).sort()).toEqual([one, two].sort());
});

describe('10: Google asks for a pause', () => {
  it.each([
    'userRateLimit',
    'quotaExceeded',
    'rateLimit',
  ] as const)('%s: waited out, and said', async (name) => {
    bench.org.control.setFault({ name, times: 4 });
    const { run, seen } = await followed();
    expect(run).toMatchObject({ state: 'complete', seen: DEVICES });
    expect(seen.some(({ waiting }) => waiting?.reason === 'rate_limited')).toBe(true);
    expect(seen.at(-1)?.waiting).toBeNull();
  });

  it('Retry-After is kept to', async () => {
    bench.org.control.setFault({ name: 'rateLimit', times: 1, retryAfterSeconds: 90 });
    const { run, seen } = await followed();
    expect(run.state).toBe('complete');
    expect(bench.clock.slept()).toBeGreaterThanOrEqual(90_000);
    expect(bench.clock.slept()).toBeLessThan(95_000);
    const waits = seen.flatMap(({ waiting }) => (waiting === null ? [] : [waiting.until]));
    expect(waits.length).toBeGreaterThan(0);
  });

  async function followed(): Promise<{ run: SyncRun; seen: SyncProgress[] }> {
    const sync = bench.sync();
    const seen: SyncProgress[] = [];
    sync.onProgress((progress) => seen.push(progress));
    return { run: await sync.run('manual'), seen };
  }
});

it('11: permission lost: stops at once, keeps the cache, marks the connection', async () => {
  await syncNow();
  const before = await cacheContent(bench.store);
  bench.org.control.clearJournal();
  bench.org.control.setFault({ name: 'forbidden' });
  const run = await syncNow();
  expect(run).toMatchObject({ state: 'failed', reason: 'permission_lost' });
  expect(run.detail).toContain('Not Authorized');
  expect(bench.org.control.journal()).toHaveLength(1);
  expect(await cacheContent(bench.store)).toEqual(before);
  expect((await bench.store.connections.google())?.trouble).toBe('permission_lost');
});

describe('13: cut off in the middle of a listing', () => {
  async function cutOff(): Promise<SyncRun> {
    const sync = bench.sync();
    const stopping = { done: Promise.resolve() };
    beforePage(3, () => {
      stopping.done = sync.stop();
    });
    const run = await sync.run('manual');
    await stopping.done;
    bench.network = fetch;
    return run;
  }

  it('goes on at the last committed page when the token is young', async () => {
    const cut = await cutOff();
    expect(cut).toMatchObject({ state: 'interrupted', endedAt: null });
    expect(cut.pages).toBeGreaterThan(0);
    bench.org.control.clearJournal();
    const run = await syncNow();
    expect(run).toMatchObject({ id: cut.id, state: 'complete', resumed: true, seen: DEVICES });
    expect(listed()[0]).toMatchObject({ page: cut.pages + 1, status: 200 });
    expect(await bench.cached()).toEqual(bench.org.control.deviceIds().sort());
  });

  it('begins that listing anew when the token is old', async () => {
    const cut = await cutOff();
    bench.clock.advance(51 * 60_000);
    bench.org.control.clearJournal();
    expect(await syncNow()).toMatchObject({ id: cut.id, state: 'complete', resumed: true, seen: DEVICES });
    expect(listed()[0]).toMatchObject({ page: 1 });
  });

  it('is closed and begun anew a day later', async () => {
    const cut = await cutOff();
    bench.clock.advance(24 * 3_600_000);
    const run = await syncNow();
    expect(run.id).not.toBe(cut.id);
    expect(run).toMatchObject({ state: 'complete', resumed: false });
    expect(await bench.store.runs.get(cut.id)).toMatchObject({ state: 'cancelled' });
  });

  it('stays as it is while there is no network', async () => {
    const cut = await cutOff();
    await bench.org.setOnline(false);
    await expect(syncNow()).rejects.toMatchObject({ code: 'google_offline' });
    await bench.org.setOnline(true);
    expect(await syncNow()).toMatchObject({ id: cut.id, state: 'complete' });
  });

  it('cancelled by the admin it is over, and the cache is as before', async () => {
    await syncNow();
    const before = await cacheContent(bench.store);
    bench.org.control.touch(0.5);
    const sync = bench.sync();
    const cancelling = { done: Promise.resolve() };
    beforePage(2, () => {
      cancelling.done = sync.cancel();
    });
    expect(await sync.run('manual')).toMatchObject({ state: 'cancelled', reason: null });
    await cancelling.done;
    expect(await cacheContent(bench.store)).toEqual(before);
    expect(sync.running()).toBe(false);
  });
});

it('14: deleted while it syncs: late pages are dropped and nothing comes back', async () => {
  beforePage(3, () => bench.store.connections.remove(bench.connection.id));
  const run = await syncNow();
  expect(run.state).toBe('cancelled');
  expect(await bench.store.connections.google()).toBeNull();
  expect(await bench.store.devices.count({})).toBe(0);
});

it('15: invalid_grant: reconnect needed, asked once, the cache readable', async () => {
  await syncNow();
  bench.org.control.setFault({ name: 'invalidGrant' });
  bench.org.control.expireAccessTokens();
  bench.org.control.clearJournal();
  expect(await syncNow()).toMatchObject({ state: 'failed', reason: 'reconnect_needed' });
  expect(bench.org.control.journal().filter(({ endpoint }) => endpoint === 'token')).toHaveLength(1);
  expect(await bench.cached()).toHaveLength(DEVICES);
});

it('16: an account of another customer gets nothing into this cache', async () => {
  await syncNow();
  const before = await cacheContent(bench.store);
  const other = bench.client({ customerId: 'C0another' });
  await expect(other.listPage({ query: null, orgUnitPath: null, pageToken: null })).rejects.toMatchObject({
    code: 'google_permission_lost',
  });
  expect(await cacheContent(bench.store)).toEqual(before);
});

describe('17: clocks that disagree', () => {
  it.each([-5, 5])('the server is %s hours off: the run is complete', async (hours) => {
    bench.org.control.setFault({ name: 'wrongClock', milliseconds: hours * 3_600_000 });
    expect(await syncNow()).toMatchObject({ state: 'complete', seen: DEVICES });
    expect(Math.round((bench.api.clockOffset() ?? 0) / 3_600_000)).toBe(hours);
  });

  it('a token refused before its time is renewed, once, without ado', async () => {
    beforePage(2, () => bench.org.control.expireAccessTokens());
    expect(await syncNow()).toMatchObject({ state: 'complete', seen: DEVICES });
  });
});

it('22: a renamed unit keeps its id: the tree and its devices follow', async () => {
  await syncNow();
  const units = await bench.store.orgUnits.list(bench.connection.id);
  const unit = units.find(({ path }) => path === '/Schools/South');
  bench.org.control.renameUnit('/Schools/South', 'Ashfield');
  expect(await syncNow()).toMatchObject({ state: 'complete', vanished: 0 });
  const after = await bench.store.orgUnits.list(bench.connection.id);
  expect(after).toHaveLength(units.length);
  expect(after.find(({ id }) => id === unit?.id)?.path).toBe('/Schools/Ashfield');
});

describe('23: a role that sees less', () => {
  it('asks before anything goes; “no” keeps the cache', async () => {
    await syncNow();
    const before = await cacheContent(bench.store);
    bench.org.control.setRole('/Schools/North');
    const sync = bench.sync();
    const run = await sync.run('manual');
    expect(run).toMatchObject({ state: 'incomplete', reason: 'shrunk' });
    expect(await sync.answer(run.id, false)).toMatchObject({ state: 'cancelled' });
    expect(await cacheContent(bench.store)).toEqual(before);
  });

  it('“yes” lets the missing devices go, as tombstones', async () => {
    await syncNow();
    bench.org.control.setRole('/Schools/North');
    const sync = bench.sync();
    const run = await sync.run('manual');
    const answered = await sync.answer(run.id, true);
    expect(answered).toMatchObject({ state: 'complete', vanished: DEVICES - run.seen });
    expect(await bench.store.devices.count({})).toBe(run.seen);
    await expect(sync.answer(run.id, true)).rejects.toMatchObject({ code: 'sync_not_waiting' });
  });

  it('a few devices out of sight are not taken for gone', async () => {
    await syncNow();
    const [hidden = ''] = bench.org.control.deviceIds('status:managed');
    const deny: typeof fetch = async () =>
      Response.json(
        { error: { code: 403, message: 'Not Authorized', errors: [{ reason: 'forbidden' }] } },
        { status: 403 },
      );
    bench.network = async (url, init) => {
      if (String(url).includes(`/devices/chromeos/${hidden}`)) return await deny(url, init);
      return await fetch(url, init);
    };
    bench.org.control.removeDevice(hidden);
    expect(await syncNow()).toMatchObject({ state: 'incomplete', reason: 'shrunk' });
    expect(await cachedDevice(hidden)).toMatchObject({ vanishedAt: null });
  });
});

describe('24: two programs, one sync', () => {
  it('the second is told that a sync is running', async () => {
    const second = await bench.secondStore();
    let refused: unknown = null;
    beforePage(2, async () => {
      refused = await bench
        .sync({}, second)
        .run('manual')
        .catch((error: unknown) => error);
    });
    expect(await syncNow()).toMatchObject({ state: 'complete' });
    expect(refused).toMatchObject({ code: 'sync_running' });
  });

  it('one that lost the lock writes nothing more', async () => {
    const second = await bench.secondStore();
    const name = `sync:${bench.connection.id}`;
    let before = 0;
    beforePage(3, async () => {
      // The machine slept for ten minutes, and another program took over.
      bench.clock.advance(10 * 60_000);
      const lease = { name, owner: 'another', pid: process.pid, now: bench.clock.now(), ttlMs: 600_000 };
      expect(await second.leases.acquire(lease)).toBe(true);
      before = await bench.store.devices.count({});
    });
    const run = await syncNow();
    expect(run.state).toBe('running');
    expect(await bench.store.devices.count({})).toBe(before);
    await second.leases.release({ name, owner: 'another' });
    expect(await bench.sync({}, second).run('manual')).toMatchObject({ state: 'complete', seen: DEVICES });
  });
});

it('25: what Google adds tomorrow is kept as it is and shown', async () => {
  bench.org.control.setFault({ name: 'unknownFields' });
  expect(await syncNow()).toMatchObject({ state: 'complete', seen: DEVICES });
  const documents = [...(await cacheContent(bench.store)).values()];
  const strange = documents.find((document) => document?.includes('quantumBattery')) ?? '';
  // The text as it came: a number beyond what JavaScript can hold is not rounded.
  expect(strange).toContain('"chargeMilli":"9007199254740993"');
  const { deviceId } = JSON.parse(strange);
  expect(await cachedDevice(deviceId)).toMatchObject({
    providerStatus: 'QUARANTINED_BY_POLICY',
    status: 'provider:QUARANTINED_BY_POLICY',
  });
});

describe('besides', () => {
  it('a fault that passes leaves no trace', async () => {
    const { control } = bench.org;
    control.setFault({ name: 'serverError', endpoint: 'directory', every: 3, times: 4 });
    control.setFault({ name: 'garbageJson', atPage: 2, times: 1 });
    control.setFault({ name: 'networkCut', endpoint: 'list', every: 4, times: 2 });
    control.setFault({ name: 'cutBody', endpoint: 'list', times: 1 });
    expect(await syncNow()).toMatchObject({ state: 'complete', seen: DEVICES });
    expect(await bench.cached()).toEqual(control.deviceIds().sort());
  });

  it('a full disk fails the run by name and loses nothing; with room again it goes on', async () => {
    await syncNow();
    const before = await cacheContent(bench.store);
    bench.org.control.touch(0.5);
    const full = withRuns(bench.store, {
      commitPage: async () => {
        throw new MusterError('disk_full', { path: '/data/store.db' });
      },
    });
    expect(await bench.sync({}, full).run('manual')).toMatchObject({
      state: 'failed',
      reason: 'store_failed',
      detail: 'disk_full',
    });
    expect(await cacheContent(bench.store)).toEqual(before);
    const run = await syncNow();
    expect(run.state).toBe('complete');
    expect(run.changed).toBeGreaterThan(DEVICES / 3);
  });

  it('a server that takes fewer devices a page gets what it takes', async () => {
    await bench.close();
    bench = await openSyncBench({ devices: DEVICES, maxResults: 200 });
    expect(await syncNow()).toMatchObject({ state: 'complete', pages: 5 });
    expect(listed().filter(({ status }) => status === 400)).toHaveLength(1);
    expect(bench.api.pageSize()).toBe(200);
  });

  it('devices that neither status finds are listed all the same', async () => {
    const [odd = ''] = bench.org.control.deviceIds('status:managed');
    // A server whose "managed" leaves out a status it does not name.
    bench.network = async (url, init) => {
      const response = await fetch(url, init);
      if (!String(url).includes('status%3Amanaged')) return response;
      const body = JSON.parse(await response.text());
      if (body.count !== undefined) body.count = String(Number(body.count) - 1);
      return Response.json(body, { status: response.status });
    };
    expect(await syncNow()).toMatchObject({ state: 'complete', seen: DEVICES });
    expect(await bench.cached()).toContain(odd);
    expect(listed().some(({ query }) => query === '')).toBe(true);
  });

  it('a server that cannot count is listed whole, and its runs say that nothing was counted', async () => {
    bench.org.control.setFault({ name: 'countMissing' });
    expect(await syncNow()).toMatchObject({
      state: 'complete',
      seen: DEVICES,
      expectedBefore: null,
      expectedAfter: null,
    });
  });
});
