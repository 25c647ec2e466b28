import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Device } from '../../../electron/model/device.ts';
import type { DeviceQuery } from '../../../electron/model/device-query.ts';
import type { Store } from '../../../electron/store/contract.ts';
import { fleetRecord } from '../../bench/store-fleet.ts';
import { enrolled, IPHONE, MAC } from '../../support/apple-store-fixtures.ts';
import { naiveQuery } from '../../support/naive-fleet.ts';
import { CONNECTION, openTestStore, syncAll, temporaryFolder } from '../../support/store-fixtures.ts';

const COUNT = 9000;
const PAGE = 450;

const QUERIES: [string, DeviceQuery][] = [
  ['a frequent word by serial', by({ text: 'school' }, 'serial')],
  ['a frequent word by serial, downwards', by({ text: 'school' }, 'serial', 'descending')],
  ['two letters by serial', by({ text: '5c' }, 'serial')],
  ['a frequent word by user', by({ text: 'chromebook' }, 'user')],
  ['a frequent word that comes late in the order', by({ text: 'sophie.' }, 'user')],
  ['two letters by user', by({ text: 'he' }, 'user', 'descending')],
  [
    'a frequent word among one status',
    by({ text: 'building', status: ['active'] }, 'lastSyncAt', 'descending'),
  ],
  ['a rare word by location', by({ text: 'room 217' }, 'location')],
  ['a frequent status by serial', by({ status: ['active'] }, 'serial')],
  ['a model by age', by({ model: ['Dell Chromebook 3110', 'Acer Chromebook Spin 511'] }, 'osVersion')],
  ['a major version by asset id', by({ osVersion: ['143', '144'] }, 'assetId', 'descending')],
  ['everything by notes', by({}, 'notes')],
  ['everything by name', by({}, 'name')],
  ['everything by name, downwards', by({}, 'name', 'descending')],
  ['everything by platform', by({}, 'platform')],
  ['a frequent status by platform, downwards', by({ status: ['active'] }, 'platform', 'descending')],
  ['a frequent word by name', by({ text: 'e' }, 'name')],
  ['one platform by name', by({ platform: ['chromeos'] }, 'name')],
  ['two platforms by user', by({ platform: ['chromeos', 'macos'] }, 'user')],
  ['one of the other platforms by name', by({ platform: ['ios'] }, 'name', 'descending')],
];

function by(
  filter: DeviceQuery['filter'],
  column: DeviceQuery['sort']['column'],
  direction: 'ascending' | 'descending' = 'ascending',
): DeviceQuery {
  return { filter, sort: { column, direction } };
}

describe('queries over thousands of devices', () => {
  const folder = temporaryFolder();
  let store: Store;
  let devices: Device[] = [];
  beforeAll(async () => {
    store = await openTestStore(`${folder.path}/large.db`);
    await store.connections.saveGoogle(CONNECTION);
    await registered(0);
    const records = Array.from({ length: COUNT }, (_, index) => fleetRecord(index));
    const pages = Array.from({ length: COUNT / PAGE }, (_, page) =>
      records.slice(page * PAGE, (page + 1) * PAGE),
    );
    await syncAll(store, 'r1', pages);
    await registered(10);
    await store.finishIndexes();
    const all: Device[] = [];
    for await (const batch of store.devices.stream({ query: by({}, 'serial'), withDocument: false })) {
      all.push(...batch.map(({ device }) => device));
    }
    devices = all.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }, 60_000);
  /** Ten iPhones and Macs with names, and without. */
  const registered = async (from: number) => {
    for (let one = from; one < from + 10; one += 1) {
      const fields = {
        ...(one % 2 ? MAC : IPHONE),
        DeviceName: ['Été', 'b', 'A', ''][one % 4],
        SerialNumber: `${one}`,
      };
      await enrolled(store, `U${one}`, { fields });
    }
  };
  afterAll(async () => {
    await store.close();
    folder.remove();
  });

  it('have every device listed', () => {
    expect(devices).toHaveLength(COUNT + 20);
  });

  it.each(QUERIES)('answer %s at any depth', async (_, query) => {
    const expected = naiveQuery(devices, [], query).map(({ id }) => id);
    for (const offset of [0, 100, 3900, expected.length - 30, expected.length + 5]) {
      const window = await store.devices.window({ ...query, offset, limit: 60 });
      expect(window.rows.map(({ id }) => id)).toEqual(expected.slice(offset, offset + 60));
      if (window.total !== null) expect(window.total).toBe(expected.length);
      expect(window.atLeast).toBeLessThanOrEqual(expected.length + 5);
    }
    expect(await store.devices.count(query.filter)).toBe(expected.length);
    expect(await store.devices.ids({ query, offset: 1500, limit: 2 * COUNT })).toEqual(expected.slice(1500));
  });
});
