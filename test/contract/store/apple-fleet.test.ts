import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeviceFilter, DeviceSort } from '../../../electron/model/device-query.ts';
import type { Store } from '../../../electron/store/contract.ts';
import { enrolled, MAC, MINUTE, queue, tell } from '../../support/apple-store-fixtures.ts';
import { CONNECTION, openTestStore, syncAll, T0, temporaryFolder } from '../../support/store-fixtures.ts';

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;
beforeEach(async () => {
  folder = temporaryFolder();
  store = await openTestStore(`${folder.path}/store.db`);
});
afterEach(async () => {
  await store.close();
  folder.remove();
});

const chromebook = (deviceId: string, more: object = {}) => ({
  ...{
    deviceId,
    serialNumber: `S-${deviceId}`,
    status: 'ACTIVE',
    model: 'HP',
    osVersion: '144.0',
    etag: deviceId,
  },
  ...more,
});
const connect = async (records: object[], at = T0 + MINUTE) => {
  await store.connections.saveGoogle(CONNECTION);
  return syncAll(store, `run-${at}`, [records], at);
};
const BY_NAME: DeviceSort = { column: 'name', direction: 'ascending' };
const list = async (filter: DeviceFilter = {}, sort = BY_NAME) => {
  const { rows } = await store.devices.window({ filter, sort, offset: 0, limit: 50 });
  expect(await store.devices.count(filter)).toBe(rows.length);
  return rows.map(({ providerId }) => providerId);
};
const then = async (at: number) => {
  const { rows, since } = await store.history.at({ at, filter: {}, sort: BY_NAME, offset: 0, limit: 50 });
  return {
    since,
    rows: rows.map(({ providerId, status, osVersion }) => `${providerId} ${status} ${osVersion}`),
  };
};
/** Has a device tell of itself what differs. */
const inform = async (udid: string, id: string, value: Record<string, unknown>, at: number) => {
  await queue(store, id, [`${udid}-${at}`], { type: 'DeviceInformation' });
  await tell(store, udid, 'Idle', null, { at });
  const inventory = { part: 'information' as const, value };
  await tell(store, udid, 'Acknowledged', `${udid}-${at}`, { at, inventory });
};

describe('devices of several platforms', () => {
  beforeEach(async () => {
    await enrolled(store, 'phone');
    await enrolled(store, 'mac', { fields: { ...MAC, DeviceName: 'Ännchens Mac' } });
    await connect([chromebook('c1'), chromebook('c2', { model: 'Acer' })]);
  });

  it('stand in one list, by name, and those without one last', async () => {
    expect(await list()).toEqual(['phone', 'mac', 'c1', 'c2']);
    const platform: DeviceSort = { column: 'platform', direction: 'descending' };
    expect(await list({}, platform)).toEqual(['mac', 'phone', 'c2', 'c1']);
    await store.finishIndexes();
    expect(await list({ text: 'annchens' })).toEqual(['mac']);
    expect(await list({ text: 'S-c' })).toEqual(['c1', 'c2']);
  });

  it('have versions of their own, though numbers may be the same', async () => {
    await enrolled(store, 'new', { fields: { ...MAC, OSVersion: '144' } });
    await enrolled(store, 'silent', { fields: { ProductName: 'iPhone15,2' } });
    expect((await store.devices.overview(T0)).osVersions).toEqual([
      { platform: 'chromeos', major: '144', count: 2 },
      { platform: 'macos', major: '144', count: 1 },
      { platform: 'ios', major: '18', count: 1 },
      { platform: 'macos', major: '15', count: 1 },
      { platform: 'ios', major: null, count: 1 },
    ]);
    expect(await store.devices.count({ platform: ['macos'], osVersion: ['144'] })).toBe(1);
  });

  it('are filtered and counted by platform', async () => {
    expect(await list({ platform: ['chromeos'] })).toEqual(['c1', 'c2']);
    expect(await list({ platform: ['macos'] })).toEqual(['mac']);
    expect(await list({ platform: ['ios', 'chromeos'], model: ['HP', 'iPhone15,2'] })).toEqual([
      'phone',
      'c1',
    ]);
    const facets = (filter: DeviceFilter) => store.devices.facets({ filter, column: 'platform', limit: 9 });
    expect(await facets({ platform: ['ios'] })).toEqual([
      { value: 'chromeos', count: 2 },
      { value: 'ios', count: 1 },
      { value: 'macos', count: 1 },
    ]);
    expect(await facets({ text: 'acer' })).toEqual([{ value: 'chromeos', count: 1 }]);
    expect(await store.devices.overview(T0)).toMatchObject({
      ...{ total: 4, statuses: [{ status: 'active', count: 4 }] },
      platforms: [
        { platform: 'chromeos', count: 2 },
        { platform: 'ios', count: 1 },
        { platform: 'macos', count: 1 },
      ],
    });
  });

  it('belong to a connection each: runs and the end of Google’s leave the others alone', async () => {
    const apple = await store.connections.apple();
    expect(apple).toMatchObject({ generation: 1 });
    const again = await store.connections.ensureApple({ id: 'another', at: T0 });
    expect(again).toEqual(apple);
    await connect([chromebook('c2', { model: 'Acer' })], T0 + 2 * MINUTE);
    expect(await list()).toEqual(['phone', 'mac', 'c2']);
    expect(await store.connections.contents(CONNECTION.id)).toMatchObject({ devices: 2 });
    await store.connections.remove(CONNECTION.id);
    await store.finishIndexes();
    expect(await list()).toEqual(['phone', 'mac']);
    expect(await list({ text: 'annchens' })).toEqual(['mac']);
    expect(await store.connections.apple()).toEqual(apple);
    expect(await store.checkIntegrity()).toEqual([]);
  });
});

it('a contact that tells nothing moves the time of the device and nothing else', async () => {
  const id = await enrolled(store, 'phone');
  const before = await store.history.page({ filter: {}, cursor: null, limit: 50 });
  await tell(store, 'phone', 'Idle', null, { at: T0 + 99 });
  expect(await store.devices.detail(id)).toMatchObject({ device: { lastSyncAt: T0 + 99, fetchedAt: T0 } });
  expect(await store.apple.document(id)).toMatchObject({ lastSeenAt: T0 + 99 });
  expect(await store.history.page({ filter: {}, cursor: null, limit: 50 })).toEqual(before);
});

describe('the past of devices that tell of themselves', () => {
  it('is told as they told it, and their names and first words are none of it', async () => {
    const id = await enrolled(store, 'phone');
    await inform('phone', id, { DeviceName: 'New', ModelName: 'iPhone', OSVersion: '18.0' }, T0 + 1);
    await inform('phone', id, { DeviceName: 'New', ModelName: 'iPhone', OSVersion: '18.1' }, T0 + 2);
    const { entries } = await store.history.page({ filter: { deviceId: id }, cursor: null, limit: 50 });
    expect(entries.map(({ at, kind, field, before, after }) => [at, field ?? kind, before, after])).toEqual([
      [T0 + 2, 'osVersion', '18.0', '18.1'],
      [T0 + 1, 'model', 'iPhone15,2', 'iPhone'],
      [T0, 'providerStatus', 'PENDING', 'ENROLLED'],
      [T0, 'registered', null, null],
    ]);
    expect(entries.every(({ source }) => source.kind === 'check_in')).toBe(true);
  });

  it('can be looked at, from the first of them on', async () => {
    const id = await enrolled(store, 'phone');
    await inform('phone', id, { OSVersion: '18.1' }, T0 + 10);
    await enrolled(store, 'mac', { at: T0 + 20, fields: MAC });
    await store.apple.end({ deviceId: id, at: T0 + 30, event: 'unenrolled', audit: null });
    expect(await then(T0 - 1)).toEqual({ since: T0, rows: [] });
    expect(await then(T0 + 5)).toEqual({ since: T0, rows: ['phone active 18.0'] });
    expect((await then(T0 + 15)).rows).toEqual(['phone active 18.1']);
    expect((await then(T0 + 25)).rows).toEqual(['phone active 18.1', 'mac active 15.1']);
    expect((await then(T0 + 35)).rows).toEqual(['phone retired 18.1', 'mac active 15.1']);
  });

  it('is no past of Chromebooks that were not known then, nor the other way round', async () => {
    await enrolled(store, 'phone');
    await connect([chromebook('c1')]);
    await connect([chromebook('c1', { osVersion: '145.0', etag: '2' })], T0 + 5 * MINUTE);
    await enrolled(store, 'mac', { at: T0 + 9 * MINUTE, fields: MAC });
    expect((await then(T0 + 5)).rows).toEqual(['phone active 18.0']);
    expect((await then(T0 + 3 * MINUTE)).rows).toEqual(['phone active 18.0', 'c1 active 144.0']);
    expect((await then(T0 + 7 * MINUTE)).rows).toEqual(['phone active 18.0', 'c1 active 145.0']);
    expect((await then(T0 + 10 * MINUTE)).rows).toHaveLength(3);
    const filter = { ...{ text: 'iphone', osVersion: ['18'] } };
    const found = await store.history.at({ at: T0 + 5, filter, sort: BY_NAME, offset: 0, limit: 5 });
    expect(found.rows.map(({ providerId }) => providerId)).toEqual(['phone']);
  });
});
