import { describe, expect, it } from 'vitest';
import { MusterError } from '../../../electron/model/errors.ts';
import { cacheContent } from '../../support/sync-bench.ts';
import { DEVICES, smallFleet, withRuns } from '../support/small-fleet.ts';

/** What happens around a run: deletions, renamings, other programs, a full disk. Numbered as the edge cases every listing of ChromeOS devices meets. */
const fleet = smallFleet();

it('14: deleted while it syncs: late pages are dropped and nothing comes back', async () => {
  fleet.beforePage(3, () => fleet.bench.store.connections.remove(fleet.bench.connection.id));
  const run = await fleet.syncNow();
  expect(run.state).toBe('cancelled');
  expect(await fleet.bench.store.connections.google()).toBeNull();
  expect(await fleet.bench.store.devices.count({})).toBe(0);
});

it('22: a renamed unit keeps its id: the tree and its devices follow', async () => {
  await fleet.syncNow();
  const units = await fleet.bench.store.orgUnits.list(fleet.bench.connection.id);
  const unit = units.find(({ path }) => path === '/Schools/South');
  fleet.bench.org.control.renameUnit('/Schools/South', 'Ashfield');
  expect(await fleet.syncNow()).toMatchObject({ state: 'complete', vanished: 0 });
  const after = await fleet.bench.store.orgUnits.list(fleet.bench.connection.id);
  expect(after).toHaveLength(units.length);
  expect(after.find(({ id }) => id === unit?.id)?.path).toBe('/Schools/Ashfield');
});

describe('24: two programs, one sync', () => {
  it('the second is told that a sync is running', async () => {
    const second = await fleet.bench.secondStore();
    let refused: unknown = null;
    fleet.beforePage(2, async () => {
      refused = await fleet.bench
        .sync({}, second)
        .run('manual')
        .catch((error: unknown) => error);
    });
    expect(await fleet.syncNow()).toMatchObject({ state: 'complete' });
    expect(refused).toMatchObject({ code: 'sync_running' });
  });

  it('one that lost the lock writes nothing more', async () => {
    const second = await fleet.bench.secondStore();
    const name = `sync:${fleet.bench.connection.id}`;
    const { store, clock } = fleet.bench;
    let shown = 0;
    const asleep = withRuns(store, {
      commitPage: async (input) => {
        const committed = await store.runs.commitPage(input);
        if (committed.pages !== 2) return committed;
        // The machine sleeps for ten minutes, and another program takes over.
        clock.advance(10 * 60_000);
        const lease = { name, owner: 'another', pid: process.pid, now: clock.now(), ttlMs: 600_000 };
        expect(await second.leases.acquire(lease)).toBe(true);
        shown = await store.devices.count({});
        return committed;
      },
    });
    const overtaken = fleet.bench.sync({}, asleep).run('manual');
    await expect(overtaken).rejects.toMatchObject({ code: 'sync_running' });
    expect(shown).toBeGreaterThan(0);
    expect(await store.devices.count({})).toBe(shown);
    await second.leases.release({ name, owner: 'another' });
    expect(await fleet.bench.sync({}, second).run('manual')).toMatchObject({
      state: 'complete',
      seen: DEVICES,
    });
  });
});

describe('besides', () => {
  it('a fault that passes leaves no trace', async () => {
    const { control } = fleet.bench.org;
    control.setFault({ name: 'serverError', endpoint: 'directory', every: 3, times: 4 });
    control.setFault({ name: 'garbageJson', atPage: 2, times: 1 });
    control.setFault({ name: 'networkCut', endpoint: 'list', every: 4, times: 2 });
    control.setFault({ name: 'cutBody', endpoint: 'list', times: 1 });
    expect(await fleet.syncNow()).toMatchObject({ state: 'complete', seen: DEVICES });
    expect(await fleet.bench.cached()).toEqual(control.deviceIds().sort());
  });

  it('a full disk fails the run by name and loses nothing; with room again it goes on', async () => {
    await fleet.syncNow();
    const before = await cacheContent(fleet.bench.store);
    fleet.bench.org.control.touch(0.5);
    const full = withRuns(fleet.bench.store, {
      commitPage: async () => {
        throw new MusterError('disk_full', { path: '/data/store.db' });
      },
    });
    expect(await fleet.bench.sync({}, full).run('manual')).toMatchObject({
      state: 'failed',
      reason: 'store_failed',
      detail: 'disk_full',
    });
    expect(await cacheContent(fleet.bench.store)).toEqual(before);
    const run = await fleet.syncNow();
    expect(run.state).toBe('complete');
    expect(run.changed).toBeGreaterThan(DEVICES / 3);
  });

  it('a server that takes fewer devices a page gets what it takes', async () => {
    await fleet.reopen({ devices: DEVICES, maxResults: 200 });
    expect(await fleet.syncNow()).toMatchObject({ state: 'complete', pages: 5 });
    expect(fleet.listed().filter(({ status }) => status === 400)).toHaveLength(1);
    expect(fleet.bench.api.pageSize()).toBe(200);
  });

  it('devices that neither status finds are listed all the same', async () => {
    const [odd = ''] = fleet.bench.org.control.deviceIds('status:managed');
    // A server whose "managed" leaves out a status it does not name.
    fleet.bench.network = async (url, init) => {
      const response = await fetch(url, init);
      if (!String(url).includes('status%3Amanaged')) return response;
      const body = JSON.parse(await response.text());
      if (body.count !== undefined) body.count = String(Number(body.count) - 1);
      return Response.json(body, { status: response.status });
    };
    expect(await fleet.syncNow()).toMatchObject({ state: 'complete', seen: DEVICES });
    expect(await fleet.bench.cached()).toContain(odd);
    expect(fleet.listed().some(({ query }) => query === '')).toBe(true);
  });

  it('a server that cannot count is listed whole, and its runs say that nothing was counted', async () => {
    fleet.bench.org.control.setFault({ name: 'countMissing' });
    expect(await fleet.syncNow()).toMatchObject({
      state: 'complete',
      seen: DEVICES,
      expectedBefore: null,
      expectedAfter: null,
    });
  });
});
