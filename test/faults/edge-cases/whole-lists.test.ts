import { describe, expect, it } from 'vitest';
import { cacheContent } from '../../support/sync-bench.ts';
import { DEVICES, isPageRequest, smallFleet } from '../support/small-fleet.ts';

/** What a list must hold to be a whole one. Numbered as the edge cases every listing of ChromeOS devices meets. */
const fleet = smallFleet();

it('4: a nextPageToken missing early makes the run incomplete, with the counts; a first run keeps its rows', async () => {
  fleet.bench.org.control.setFault({ name: 'missingNextToken', atPage: 1 });
  const run = await fleet.syncNow();
  expect(run).toMatchObject({
    state: 'incomplete',
    reason: 'list_ended_early',
    expectedBefore: DEVICES,
    expectedAfter: DEVICES,
  });
  expect(run.seen).toBeLessThan(DEVICES);
  expect(await fleet.bench.cached()).toHaveLength(run.seen);
  fleet.bench.org.control.clearFault();
  expect(await fleet.syncNow()).toMatchObject({ state: 'complete', seen: DEVICES });
});

describe('5: a device that moves while the run lists', () => {
  it('is asked for by itself when it slipped through both listings', async () => {
    await fleet.syncNow();
    const [moved = ''] = fleet.bench.org.control.deviceIds('status:deprovisioned');
    // Re-enrolled after the managed listing passed it and before the deprovisioned one began.
    const managedPages = Math.ceil(fleet.bench.org.control.count('status:managed') / 300);
    fleet.beforePage(managedPages + 1, () => fleet.bench.org.control.setStatus(moved, 'ACTIVE'));
    const run = await fleet.syncNow();
    expect(run).toMatchObject({ state: 'complete', seen: DEVICES, vanished: 0 });
    expect(await fleet.cachedDevice(moved)).toMatchObject({ providerStatus: 'ACTIVE', vanishedAt: null });
  });

  it('keeps its one row, in its new unit', async () => {
    await fleet.syncNow();
    const [first = ''] = fleet.bench.org.control.deviceIds('status:managed');
    const before = await fleet.cachedDevice(first);
    fleet.beforePage(1, () => fleet.bench.org.control.moveDevice(first, '/Schools/South/Library'));
    expect(await fleet.syncNow()).toMatchObject({ state: 'complete', vanished: 0 });
    const after = await fleet.cachedDevice(first);
    expect(after).toMatchObject({ id: before.id, orgUnitPath: '/Schools/South/Library' });
    expect(await fleet.bench.cached()).toHaveLength(DEVICES);
  });
});

it('6: a device on two pages is one row, and counts once', async () => {
  fleet.bench.org.control.setFault({ name: 'duplicates', amount: 25 });
  expect(await fleet.syncNow()).toMatchObject({ state: 'complete', seen: DEVICES });
  expect(await fleet.bench.cached()).toEqual(fleet.bench.org.control.deviceIds().sort());
});

it.each([
  true,
  false,
])('7: deprovisioned devices are listed and kept (unfiltered lists hold them: %s)', async (all) => {
  await fleet.reopen({ devices: DEVICES, listDeprovisioned: all });
  await fleet.syncNow();
  const retired = fleet.bench.org.control.deviceIds('status:deprovisioned');
  expect(retired.length).toBeGreaterThan(0);
  for (const id of retired) expect(await fleet.cachedDevice(id)).toMatchObject({ state: 'retired' });
  const [leaving = ''] = fleet.bench.org.control.deviceIds('status:managed');
  fleet.bench.org.control.setStatus(leaving, 'DEPROVISIONED');
  expect(await fleet.syncNow()).toMatchObject({ state: 'complete', changed: 1, vanished: 0 });
  expect(await fleet.cachedDevice(leaving)).toMatchObject({ state: 'retired', vanishedAt: null });
});

describe('8: a device that vanished', () => {
  it('becomes a tombstone after a complete run, and can still be found', async () => {
    await fleet.syncNow();
    const gone = fleet.bench.org.control.removeDevices(3);
    expect(await fleet.syncNow()).toMatchObject({ state: 'complete', vanished: 3 });
    for (const id of gone) expect((await fleet.cachedDevice(id)).vanishedAt).not.toBeNull();
    expect(await fleet.bench.cached()).toEqual(fleet.bench.org.control.deviceIds().sort());
  });

  it('in the middle of a run is missed only by the next', async () => {
    await fleet.syncNow();
    const [first = ''] = fleet.bench.org.control.deviceIds('status:managed');
    fleet.beforePage(2, () => fleet.bench.org.control.removeDevice(first));
    expect(await fleet.syncNow()).toMatchObject({ state: 'complete', vanished: 0 });
    fleet.bench.network = fetch;
    expect(await fleet.syncNow()).toMatchObject({ state: 'complete', vanished: 1 });
    expect((await fleet.cachedDevice(first)).vanishedAt).not.toBeNull();
  });

  it('an empty answer never wipes the cache: it asks, and “no” keeps all', async () => {
    await fleet.syncNow();
    const before = await cacheContent(fleet.bench.store);
    fleet.bench.org.control.setFault({ name: 'emptyFirstPage' });
    fleet.bench.org.control.setFault({ name: 'countMissing' });
    const sync = fleet.bench.sync();
    const run = await sync.run('manual');
    expect(run).toMatchObject({ state: 'incomplete', reason: 'empty_list', seen: 0 });
    expect(await sync.answer(run.id, false)).toMatchObject({ state: 'cancelled', reason: 'empty_list' });
    expect(await cacheContent(fleet.bench.store)).toEqual(before);
    await expect(sync.answer(run.id, true)).rejects.toMatchObject({ code: 'sync_not_waiting' });
  });
});

it('9: two devices with one serial number stay two devices', async () => {
  const [one = '', two = ''] = fleet.bench.org.control.deviceIds('status:managed');
  const serialOf = (id: string): string => JSON.parse(fleet.bench.org.control.record(id)).serialNumber;
  const [mine, other] = [serialOf(one), serialOf(two)];
  fleet.bench.network = async (url, init) => {
    const response = await fetch(url, init);
    if (!isPageRequest(url)) return response;
    return new Response((await response.text()).replaceAll(other, mine), response);
  };
  expect(await fleet.syncNow()).toMatchObject({ state: 'complete', seen: DEVICES });
  const found = await fleet.bench.store.devices.find({ serial: mine });
  expect(found.map(({ providerId }) => providerId).sort()).toEqual([one, two].sort());
});

it('25: what Google adds tomorrow is kept as it is and shown', async () => {
  fleet.bench.org.control.setFault({ name: 'unknownFields' });
  expect(await fleet.syncNow()).toMatchObject({ state: 'complete', seen: DEVICES });
  const documents = [...(await cacheContent(fleet.bench.store)).values()];
  const strange = documents.find((document) => document?.includes('quantumBattery')) ?? '';
  // The text as it came: a number beyond what JavaScript can hold is not rounded.
  expect(strange).toContain('"chargeMilli":"9007199254740993"');
  const { deviceId } = JSON.parse(strange);
  expect(await fleet.cachedDevice(deviceId)).toMatchObject({
    providerStatus: 'QUARANTINED_BY_POLICY',
    status: 'provider:QUARANTINED_BY_POLICY',
  });
});
