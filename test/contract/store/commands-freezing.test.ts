import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../electron/store/contract.ts';
import { CONNECTION, openTestStore, syncAll, T0, temporaryFolder } from '../../support/store-fixtures.ts';

const record = (deviceId: string, serialNumber: string, more: object = {}) => ({
  deviceId,
  serialNumber,
  etag: JSON.stringify([deviceId, serialNumber, more]),
  ...more,
});
const FLEET = [
  record('p1', 'ABC', {
    model: 'M1',
    status: 'ACTIVE',
    annotatedUser: 'Hélène',
    annotatedLocation: 'Room 1',
    annotatedAssetId: '007',
    notes: 'n',
    orgUnitId: 'u1',
    orgUnitPath: '/North',
    osVersion: '144.0',
    lastEnrollmentTime: '2026-01-02T03:04:05.000Z',
    recentUsers: [{ email: 'last@example.org' }],
  }),
  record('p2', 'ABC1', { recentUsers: [{ email: 'last@example.org' }], annotatedLocation: '' }),
  record('p3', 'abc'),
  record('p4', 'ABC'),
  record('p5', 'GONE'),
];

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;

beforeEach(async () => {
  folder = temporaryFolder();
  store = await openTestStore(`${folder.path}/store.db`);
  await store.connections.saveGoogle(CONNECTION);
  await syncAll(store, 'r1', [FLEET]);
  await syncAll(store, 'r2', [FLEET.slice(0, 4)], T0 + 1000);
});
afterEach(async () => {
  await store.close();
  folder.remove();
});

const idsOf = async (providerIds: string[]) =>
  (await store.devices.byProviderIds(providerIds)).map(({ id }) => id);
const bySerials = async (serials: string[]) => {
  const found = await store.devices.bySerials(serials);
  const facts = await store.devices.facts(found.map(({ id }) => id));
  return found.map(({ serial, vanished }, place) => [serial, facts[place]?.providerId, vanished]);
};

describe('devices to be frozen', () => {
  it('are told with what their provider has, not with who used them last', async () => {
    const ids = await idsOf(['p1', 'p2']);
    expect(await store.devices.facts(ids)).toEqual([
      {
        deviceId: ids[0],
        providerId: 'p1',
        serial: 'ABC',
        model: 'M1',
        user: 'Hélène',
        orgUnitId: 'u1',
        orgUnitPath: '/North',
        providerStatus: 'ACTIVE',
        osVersion: '144.0',
        enrolledAt: Date.parse('2026-01-02T03:04:05.000Z'),
        vanishedAt: null,
        annotations: { assetId: '007', user: 'Hélène', location: 'Room 1', notes: 'n' },
        platform: 'chromeos',
        supervised: null,
      },
      expect.objectContaining({
        providerId: 'p2',
        user: 'last@example.org',
        annotations: { assetId: null, user: null, location: null, notes: null },
      }),
    ]);
  });

  it('come in the order asked for, unknown ones left out, vanished ones as such', async () => {
    const [gone, first] = await idsOf(['p5', 'p1']);
    const facts = await store.devices.facts([gone ?? '', 'nobody', first ?? '']);
    expect(facts.map(({ providerId, vanishedAt }) => [providerId, vanishedAt])).toEqual([
      ['p5', T0 + 2000],
      ['p1', null],
    ]);
  });

  it.each([
    'during',
    'after',
  ])('are found by the very same serial, %s the making of indexes', async (when) => {
    if (when === 'after') await store.finishIndexes();
    expect(await bySerials(['ABC'])).toEqual([
      ['ABC', 'p1', false],
      ['ABC', 'p4', false],
    ]);
    expect(await bySerials(['abc'])).toEqual([['abc', 'p3', false]]);
    expect(await bySerials(['ABC1', 'AB', 'ABC ', 'Abc', 'ABC%', 'gone'])).toEqual([['ABC1', 'p2', false]]);
    expect(await bySerials(['GONE', 'ABC1', 'GONE'])).toEqual([
      ['ABC1', 'p2', false],
      ['GONE', 'p5', true],
    ]);
  });

  it('are found by provider id', async () => {
    const found = await store.devices.byProviderIds(['p2', 'P1', 'p', 'p5', 'p2']);
    expect(found.map(({ providerId }) => providerId)).toEqual(['p2', 'p5']);
  });
});
