import { describe, expect, it } from 'vitest';
import type { SyncRun } from '../../../electron/model/sync-run.ts';
import { cacheContent } from '../../support/sync-bench.ts';
import { DEVICES, isPageRequest, smallFleet, withRuns } from '../support/small-fleet.ts';

/** Listings that take long or are cut off. Numbered as the edge cases every listing of ChromeOS devices meets. */
const fleet = smallFleet();

describe('1: a page token that dies', () => {
  it.each(['deadToken', 'deadTokenBackend'] as const)('%s: only that listing begins anew', async (name) => {
    fleet.bench.org.control.setFault({ name, atPage: 2, times: name === 'deadToken' ? 1 : 8 });
    const run = await fleet.syncNow();
    expect(run).toMatchObject({ state: 'complete', seen: DEVICES });
    expect(await fleet.bench.cached()).toEqual(fleet.bench.org.control.deviceIds().sort());
    const deprovisioned = fleet.listed().filter(({ query }) => query === 'status:deprovisioned');
    expect(deprovisioned).toHaveLength(1);
  });

  it('an outage of the same shape does not cost the listing its place', async () => {
    fleet.bench.org.control.setFault({ name: 'serverError', endpoint: 'list', atPage: 2, times: 3 });
    expect(await fleet.syncNow()).toMatchObject({ state: 'complete', pages: 4 });
  });
});

describe('2: listings that would take more than an hour', () => {
  it('are planned in parts, by registration date, each small enough', async () => {
    const run = await fleet.bench.sync({ listingDevices: 200 }).run('manual');
    expect(run).toMatchObject({ state: 'complete', seen: DEVICES });
    expect(run.partitions).toBeGreaterThan(3);
    const queries = new Set(fleet.listed().map(({ query }) => query));
    expect(queries.size).toBe(run.partitions);
    for (const query of queries) expect(fleet.bench.org.control.count(query)).toBeLessThanOrEqual(200);
  });

  it('are divided when they turn out too long', async () => {
    const plain = fetch;
    fleet.bench.network = async (url, init) => {
      if (isPageRequest(url)) fleet.bench.clock.advance(30 * 60_000);
      return await plain(url, init);
    };
    const run = await fleet.syncNow();
    expect(run).toMatchObject({ state: 'complete', seen: DEVICES });
    expect(run.partitions).toBeGreaterThan(2);
    expect(await fleet.bench.cached()).toEqual(fleet.bench.org.control.deviceIds().sort());
  });
});

it('3: however large the fleet, two pages at most are in memory', async () => {
  await fleet.reopen({ devices: 3000 });
  let held = 0;
  let most = 0;
  fleet.bench.network = async (url, init) => {
    const response = await fetch(url, init);
    if (isPageRequest(url)) most = Math.max(most, ++held);
    return response;
  };
  const store = withRuns(fleet.bench.store, {
    commitPage: async (input) => {
      const committed = await fleet.bench.store.runs.commitPage(input);
      held--;
      return committed;
    },
  });
  expect(await fleet.bench.sync({}, store).run('manual')).toMatchObject({ state: 'complete', pages: 11 });
  expect(most).toBe(2);
});

describe('13: cut off in the middle of a listing', () => {
  async function cutOff(): Promise<SyncRun> {
    const sync = fleet.bench.sync();
    const stopping = { done: Promise.resolve() };
    fleet.beforePage(3, () => {
      stopping.done = sync.stop();
    });
    const run = await sync.run('manual');
    await stopping.done;
    fleet.bench.network = fetch;
    return run;
  }

  it('goes on at the last committed page when the token is young', async () => {
    const cut = await cutOff();
    expect(cut).toMatchObject({ state: 'interrupted', endedAt: null });
    expect(cut.pages).toBeGreaterThan(0);
    fleet.bench.org.control.clearJournal();
    const run = await fleet.syncNow();
    expect(run).toMatchObject({ id: cut.id, state: 'complete', resumed: true, seen: DEVICES });
    expect(fleet.listed()[0]).toMatchObject({ page: cut.pages + 1, status: 200 });
    expect(await fleet.bench.cached()).toEqual(fleet.bench.org.control.deviceIds().sort());
  });

  it('begins that listing anew when the token is old', async () => {
    const cut = await cutOff();
    fleet.bench.clock.advance(51 * 60_000);
    fleet.bench.org.control.clearJournal();
    expect(await fleet.syncNow()).toMatchObject({
      id: cut.id,
      state: 'complete',
      resumed: true,
      seen: DEVICES,
    });
    expect(fleet.listed()[0]).toMatchObject({ page: 1 });
  });

  it('is closed and begun anew a day later', async () => {
    const cut = await cutOff();
    fleet.bench.clock.advance(24 * 3_600_000);
    const run = await fleet.syncNow();
    expect(run.id).not.toBe(cut.id);
    expect(run).toMatchObject({ state: 'complete', resumed: false });
    expect(await fleet.bench.store.runs.get(cut.id)).toMatchObject({ state: 'cancelled' });
  });

  it('stays as it is while there is no network', async () => {
    const cut = await cutOff();
    await fleet.bench.org.setOnline(false);
    await expect(fleet.syncNow()).rejects.toMatchObject({ code: 'google_offline' });
    await fleet.bench.org.setOnline(true);
    expect(await fleet.syncNow()).toMatchObject({ id: cut.id, state: 'complete' });
  });

  it('cancelled by the admin it is over, and the cache is as before', async () => {
    await fleet.syncNow();
    const before = await cacheContent(fleet.bench.store);
    fleet.bench.org.control.touch(0.5);
    const sync = fleet.bench.sync();
    const cancelling = { done: Promise.resolve() };
    fleet.beforePage(2, () => {
      cancelling.done = sync.cancel();
    });
    expect(await sync.run('manual')).toMatchObject({ state: 'cancelled', reason: null });
    await cancelling.done;
    expect(await cacheContent(fleet.bench.store)).toEqual(before);
    expect(sync.running()).toBe(false);
  });
});
