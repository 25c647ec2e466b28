import { describe, expect, it } from 'vitest';
import type { SyncProgress, SyncRun } from '../../../electron/model/sync-run.ts';
import { cacheContent } from '../../support/sync-bench.ts';
import { DEVICES, smallFleet } from '../support/small-fleet.ts';

/** Google refuses, for a while or for good, or sees less than before. Numbered as the edge cases every listing of ChromeOS devices meets. */
const fleet = smallFleet();

describe('10: Google asks for a pause', () => {
  it.each([
    'userRateLimit',
    'quotaExceeded',
    'rateLimit',
  ] as const)('%s: waited out, and said', async (name) => {
    fleet.bench.org.control.setFault({ name, times: 4 });
    const { run, seen } = await followed();
    expect(run).toMatchObject({ state: 'complete', seen: DEVICES });
    expect(seen.some(({ waiting }) => waiting?.reason === 'rate_limited')).toBe(true);
    expect(seen.at(-1)?.waiting).toBeNull();
  });

  it('Retry-After is kept to', async () => {
    fleet.bench.org.control.setFault({ name: 'rateLimit', times: 1, retryAfterSeconds: 90 });
    const { run, seen } = await followed();
    expect(run.state).toBe('complete');
    expect(fleet.bench.clock.slept()).toBeGreaterThanOrEqual(90_000);
    expect(fleet.bench.clock.slept()).toBeLessThan(95_000);
    const waits = seen.flatMap(({ waiting }) => (waiting === null ? [] : [waiting.until]));
    expect(waits.length).toBeGreaterThan(0);
  });

  async function followed(): Promise<{ run: SyncRun; seen: SyncProgress[] }> {
    const sync = fleet.bench.sync();
    const seen: SyncProgress[] = [];
    sync.onProgress((progress) => seen.push(progress));
    return { run: await sync.run('manual'), seen };
  }
});

it('11: permission lost: stops at once, keeps the cache, marks the connection', async () => {
  await fleet.syncNow();
  const before = await cacheContent(fleet.bench.store);
  fleet.bench.org.control.clearJournal();
  fleet.bench.org.control.setFault({ name: 'forbidden' });
  const run = await fleet.syncNow();
  expect(run).toMatchObject({ state: 'failed', reason: 'permission_lost' });
  expect(run.detail).toContain('Not Authorized');
  expect(fleet.bench.org.control.journal()).toHaveLength(1);
  expect(await cacheContent(fleet.bench.store)).toEqual(before);
  expect((await fleet.bench.store.connections.google())?.trouble).toBe('permission_lost');
});

it('15: invalid_grant: reconnect needed, asked once, the cache readable', async () => {
  await fleet.syncNow();
  fleet.bench.org.control.setFault({ name: 'invalidGrant' });
  fleet.bench.org.control.expireAccessTokens();
  fleet.bench.org.control.clearJournal();
  expect(await fleet.syncNow()).toMatchObject({ state: 'failed', reason: 'reconnect_needed' });
  expect(fleet.bench.org.control.journal().filter(({ endpoint }) => endpoint === 'token')).toHaveLength(1);
  expect(await fleet.bench.cached()).toHaveLength(DEVICES);
});

it('16: an account of another customer gets nothing into this cache', async () => {
  await fleet.syncNow();
  const before = await cacheContent(fleet.bench.store);
  const other = fleet.bench.client({ customerId: 'C0another' });
  await expect(other.listPage({ query: null, orgUnitPath: null, pageToken: null })).rejects.toMatchObject({
    code: 'google_permission_lost',
  });
  expect(await cacheContent(fleet.bench.store)).toEqual(before);
});

describe('17: clocks that disagree', () => {
  it.each([-5, 5])('the server is %s hours off: the run is complete', async (hours) => {
    fleet.bench.org.control.setFault({ name: 'wrongClock', milliseconds: hours * 3_600_000 });
    expect(await fleet.syncNow()).toMatchObject({ state: 'complete', seen: DEVICES });
    expect(Math.round((fleet.bench.api.clockOffset() ?? 0) / 3_600_000)).toBe(hours);
  });

  it('a token refused before its time is renewed, once, without ado', async () => {
    fleet.beforePage(2, () => fleet.bench.org.control.expireAccessTokens());
    expect(await fleet.syncNow()).toMatchObject({ state: 'complete', seen: DEVICES });
  });
});

describe('23: a role that sees less', () => {
  it('asks before anything goes; “no” keeps the cache', async () => {
    await fleet.syncNow();
    const before = await cacheContent(fleet.bench.store);
    fleet.bench.org.control.setRole('/Schools/North');
    const sync = fleet.bench.sync();
    const run = await sync.run('manual');
    expect(run).toMatchObject({ state: 'incomplete', reason: 'shrunk' });
    expect(await sync.answer(run.id, false)).toMatchObject({ state: 'cancelled' });
    expect(await cacheContent(fleet.bench.store)).toEqual(before);
  });

  it('“yes” lets the missing devices go, as tombstones', async () => {
    await fleet.syncNow();
    fleet.bench.org.control.setRole('/Schools/North');
    const sync = fleet.bench.sync();
    const run = await sync.run('manual');
    const answered = await sync.answer(run.id, true);
    expect(answered).toMatchObject({ state: 'complete', vanished: DEVICES - run.seen });
    expect(await fleet.bench.store.devices.count({})).toBe(run.seen);
    await expect(sync.answer(run.id, true)).rejects.toMatchObject({ code: 'sync_not_waiting' });
  });

  it('a few devices out of sight are not taken for gone', async () => {
    await fleet.syncNow();
    const [hidden = ''] = fleet.bench.org.control.deviceIds('status:managed');
    const deny: typeof fetch = async () =>
      Response.json(
        { error: { code: 403, message: 'Not Authorized', errors: [{ reason: 'forbidden' }] } },
        { status: 403 },
      );
    fleet.bench.network = async (url, init) => {
      if (String(url).includes(`/devices/chromeos/${hidden}`)) return await deny(url, init);
      return await fetch(url, init);
    };
    fleet.bench.org.control.removeDevice(hidden);
    expect(await fleet.syncNow()).toMatchObject({ state: 'incomplete', reason: 'shrunk' });
    expect(await fleet.cachedDevice(hidden)).toMatchObject({ vanishedAt: null });
  });
});
