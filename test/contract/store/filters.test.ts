import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeviceFilter } from '../../../electron/model/device-query.ts';
import type { Store } from '../../../electron/store/contract.ts';
import { CONNECTION, openTestStore, syncAll, T0, temporaryFolder } from '../../support/store-fixtures.ts';

const DAY = 86_400_000;
const at = (days: number) => new Date(T0 - days * DAY).toISOString();
const RECORDS = [
  {
    deviceId: 'a',
    serialNumber: 'SN-1',
    annotatedUser: 'Hélène Élysée',
    orgUnitId: 'u1',
    orgUnitPath: '/Schools',
    lastSync: at(1),
  },
  {
    deviceId: 'b',
    serialNumber: 'sn-1',
    annotatedUser: 'marie*',
    orgUnitId: 'u2',
    orgUnitPath: '/Schools/North',
    lastSync: at(5),
  },
  {
    deviceId: 'c',
    serialNumber: 'SN-10',
    annotatedUser: 'a[x]b',
    orgUnitId: 'u3',
    orgUnitPath: '/Schools North',
    osVersion: '144.0.1',
  },
  {
    deviceId: 'd',
    notes: 'a?b "quoted" 100%_x',
    orgUnitPath: '/Schools/North/Deep',
    osVersion: '1440.1',
    status: 'DISABLED',
  },
  {
    deviceId: 'e',
    annotatedLocation: 'Bâtiment 3',
    annotatedAssetId: 'INV-77',
    orgUnitId: 'u9',
    orgUnitPath: '/Old name',
    model: 'HP 11',
  },
];
const UNITS = [
  ['u0', '/'],
  ['u1', '/Schools'],
  ['u2', '/Schools/North'],
  ['u3', '/Schools North'],
  ['u9', '/Schools/New name'],
].map(([id = '', path = '']) => ({ id, parentId: null, name: path, path, fetchedAt: T0 }));

const folder = temporaryFolder();
let store: Store;
beforeAll(async () => {
  store = await openTestStore(`${folder.path}/store.db`);
  await store.connections.saveGoogle(CONNECTION);
  await store.orgUnits.replace({ connectionId: CONNECTION.id, generation: 1, units: UNITS });
  await syncAll(store, 'r1', [RECORDS]);
  await store.finishIndexes();
});
afterAll(async () => {
  await store.close();
  folder.remove();
});

const found = async (filter: DeviceFilter) => {
  const sort = { column: 'enrolledAt', direction: 'ascending' } as const;
  const { rows } = await store.devices.window({ filter, sort, offset: 0, limit: 50 });
  return rows.map(({ providerId }) => providerId).join('');
};
const unit = (id: string, withChildren: boolean) => found({ orgUnit: { id, withChildren } });
const synced = (from: number | null, to: number | null, never: boolean) =>
  found({
    lastSync: { from: from === null ? null : T0 - from * DAY, to: to === null ? null : T0 - to * DAY, never },
  });

describe('a search', () => {
  it.each([
    ['hélène', 'a'],
    ['HELENE elysee', 'a'],
    ['elysee hélène sn-1', 'a'],
    ['sn-1', 'abc'],
    ['*', 'b'],
    ['e*', 'b'],
    ['[x]', 'c'],
    ['a[x', 'c'],
    ['a?b', 'd'],
    ['"quoted"', 'd'],
    ['100%_x', 'd'],
    ['%', 'd'],
    ['batiment', 'e'],
    ['inv-77 hp', 'e'],
    ['b\nq', 'd'],
    ['sn-1marie', ''],
    ['   ', 'abcde'],
    ['AND', ''],
    ['sn-* OR', ''],
  ])('for %j', async (text, expected) => {
    expect(await found({ text })).toBe(expected);
  });
});

describe('the units', () => {
  it('are told by their id, with or without those below', async () => {
    expect(await unit('u1', false)).toBe('a');
    expect(await unit('u1', true)).toBe('abde');
    expect(await unit('u2', true)).toBe('bd');
    expect(await unit('u0', true)).toBe('abcde');
    expect(await unit('u0', false)).toBe('');
    expect(await unit('nowhere', true)).toBe('');
  });

  it('may be told by their path, where a device has no id of one', async () => {
    expect(await unit('/Schools/North/Deep', false)).toBe('d');
    expect(await unit('/Schools/North', true)).toBe('bd');
  });
});

describe('a range of times', () => {
  it('includes both ends; devices without the value only when asked', async () => {
    expect(await synced(5, 1, false)).toBe('ab');
    expect(await synced(4, null, false)).toBe('a');
    expect(await synced(null, 2, true)).toBe('bcde');
    expect(await synced(null, null, true)).toBe('cde');
    expect(await synced(null, null, false)).toBe('abcde');
  });
});

describe('other filters', () => {
  it('take serials as they are written', async () => {
    expect(await found({ serials: ['SN-1'] })).toBe('a');
    expect(await found({ serials: ['sn-1', 'SN-10'] })).toBe('bc');
    expect(await found({ serials: ['SN-'] })).toBe('');
    expect(await found({ serials: [] })).toBe('');
  });

  it('take a version with what is below it at a dot', async () => {
    expect(await found({ osVersion: ['144'] })).toBe('c');
    expect(await found({ osVersion: ['1440', '144.0.1'] })).toBe('cd');
  });

  it('do not restrict when their list is empty', async () => {
    expect(await found({ status: [], model: [], osVersion: [] })).toBe('abcde');
  });

  it('find picked devices by their ids, vanished ones too', async () => {
    const [device] = await store.devices.find({ providerId: 'd' });
    expect(await found({ ids: [device?.id ?? '', 'nobody'] })).toBe('d');
    expect(await found({ ids: [] })).toBe('');
    expect(await found({ ids: [device?.id ?? ''], status: ['active'] })).toBe('');
  });

  it('count the values of a column without its own restriction', async () => {
    const facets = await store.devices.facets({
      filter: { status: ['lost_mode'] },
      column: 'status',
      limit: 9,
    });
    expect(facets).toEqual([
      { value: 'provider:', count: 4 },
      { value: 'lost_mode', count: 1 },
    ]);
    const units = await store.devices.facets({ filter: { text: 'sn-1' }, column: 'orgUnit', limit: 2 });
    expect(units).toEqual([
      { value: 'u1', count: 1 },
      { value: 'u2', count: 1 },
    ]);
  });
});
