import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEVICE_COLUMNS, type Device } from '../../../electron/model/device.ts';
import type { DeviceFilter, DeviceQuery } from '../../../electron/model/device-query.ts';
import type { OrgUnit } from '../../../electron/model/org-unit.ts';
import type { Store } from '../../../electron/store/contract.ts';
import { naiveMatch, naiveQuery } from '../../support/naive-fleet.ts';
import {
  CONNECTION,
  commitPages,
  EVERYTHING,
  newRun,
  openTestStore,
  syncAll,
  T0,
  temporaryFolder,
} from '../../support/store-fixtures.ts';

const HOUR = 3_600_000;
const UNITS: OrgUnit[] = [
  ['root', '/'],
  ['u1', '/Schools'],
  ['u2', '/Schools/North'],
  ['u3', '/Schools North'],
  ['u4', '/Schools/North/É 1'],
].map(([id = '', path = '']) => ({ id, parentId: null, name: path, path, fetchedAt: T0 }));

const word = fc.constantFrom(
  'Marie',
  'marie',
  'Hélène',
  'helene',
  'a',
  'ab',
  '5CD',
  '100%',
  'a_b',
  '[x]',
  '*',
  '"q"',
  "l'été",
  '日本語',
  'Œuvre',
);
const sometimes = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 3 });
const phrase = sometimes(fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' ')));
const instant = sometimes(
  fc.integer({ min: 0, max: 5 }).map((hours) => new Date(T0 - hours * HOUR).toISOString()),
);
const unit = fc.constantFrom(undefined, ...UNITS);

const record = fc.record({
  serialNumber: sometimes(fc.constantFrom('5CD1', '5cd1', '5CD2', '5CD10', 'ABC', 'é9', '日本')),
  model: sometimes(fc.constantFrom('HP 11', 'hp 11', 'Lenovo 300e', 'Acer')),
  status: fc.constantFrom('ACTIVE', 'ACTIVE', 'DISABLED', 'DEPROVISIONED', 'SHIPPED'),
  annotatedUser: phrase,
  annotatedLocation: phrase,
  annotatedAssetId: phrase,
  notes: phrase,
  osVersion: sometimes(fc.constantFrom('9.1', '144.0.1', '144.0.10', '1440.1', '144', '99.0')),
  lastSync: instant,
  autoUpdateThrough: sometimes(fc.constantFrom('2027-06-01', '2030-06-01')),
  lastEnrollmentTime: instant,
  unit,
});
const fleet = fc.array(record, { minLength: 1, maxLength: 40 }).map((records) =>
  records.map(({ unit: place, ...rest }, index) => ({
    deviceId: `d${index}`,
    etag: JSON.stringify([rest, place?.id]),
    ...rest,
    ...(place && index % 3 > 0 ? { orgUnitId: place.id } : {}),
    ...(place ? { orgUnitPath: index % 2 ? place.path : '/Elsewhere' } : {}),
  })),
);

const range = fc.record({
  from: fc.constantFrom(null, T0 - 3 * HOUR),
  to: fc.constantFrom(null, T0 - HOUR),
  never: fc.boolean(),
});
const filter: fc.Arbitrary<DeviceFilter> = fc.record(
  {
    text: fc
      .array(fc.oneof(word, fc.constantFrom('ma', 'rie', 'e', '5cd1', 'hp', 'lenovo 300')), { maxLength: 2 })
      .map((words) => words.join(' ')),
    status: fc.subarray(['active', 'lost_mode', 'retired', 'archived', 'provider:SHIPPED']),
    orgUnit: fc.record({
      id: fc.constantFrom(...UNITS.map(({ id }) => id), 'unknown'),
      withChildren: fc.boolean(),
    }),
    model: fc.subarray(['HP 11', 'Acer', 'none']),
    osVersion: fc.subarray(['144', '9', '144.0.1', '1440']),
    lastSync: range,
    autoUpdateUntil: range,
    serials: fc.subarray(['5CD1', 'ABC', '5CD']),
  },
  { requiredKeys: [] },
);
const query: fc.Arbitrary<DeviceQuery> = fc.record({
  filter,
  sort: fc.record({
    column: fc.constantFrom(...DEVICE_COLUMNS),
    direction: fc.constantFrom('ascending', 'descending'),
  }),
});

/** Everything in the store in the order of the ids, vanished devices too. */
async function allDevices(store: Store): Promise<Device[]> {
  const statuses = await store.devices.facets({ filter: {}, column: 'status', limit: 100 });
  const status = ['archived', ...statuses.map(({ value }) => value ?? '')];
  const { rows } = await store.devices.window({
    filter: { status },
    sort: { column: 'serial', direction: 'ascending' },
    offset: 0,
    limit: 500,
  });
  return rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** Asks the store every way there is and compares with the plain answer. */
async function compareAll(store: Store, queries: DeviceQuery[]): Promise<void> {
  const devices = await allDevices(store);
  for (const { filter: asked, sort } of queries) {
    const expected = naiveQuery(devices, UNITS, { filter: asked, sort });
    const ids = expected.map(({ id }) => id);
    const window = await store.devices.window({ filter: asked, sort, offset: 0, limit: 500 });
    if (sort.column === 'fetchedAt') {
      expect(window.rows.map(({ fetchedAt }) => fetchedAt)).toEqual(
        expected.map(({ fetchedAt }) => fetchedAt),
      );
      expect(window.rows.map(({ id }) => id).sort()).toEqual(ids.toSorted());
    } else {
      expect(window.rows).toEqual(expected);
      const part = await store.devices.window({ filter: asked, sort, offset: 2, limit: 3 });
      expect(part.rows.map(({ id }) => id)).toEqual(ids.slice(2, 5));
      expect(await store.devices.ids({ query: { filter: asked, sort }, offset: 1, limit: 4 })).toEqual(
        ids.slice(1, 5),
      );
      const streamed: string[] = [];
      for await (const batch of store.devices.stream({
        query: { filter: asked, sort },
        withDocument: false,
        batch: 7,
      })) {
        streamed.push(...batch.map(({ device }) => device.id));
      }
      expect(streamed).toEqual(ids);
    }
    expect(window.total).toBe(ids.length);
    expect(await store.devices.count(asked)).toBe(ids.length);
    const facets = await store.devices.facets({ filter: asked, column: 'model', limit: 100 });
    const models = devices.filter((device) => naiveMatch(device, UNITS, { ...asked, model: undefined }));
    expect(facets.reduce((sum, { count }) => sum + count, 0)).toBe(models.length);
    for (const { value, count } of facets) {
      expect(count).toBe(models.filter((device) => device.model === value).length);
    }
  }
}

describe('queries over random fleets', () => {
  const folder = temporaryFolder();
  let store: Store;
  let files = 0;
  beforeAll(async () => {
    store = await openTestStore(`${folder.path}/first.db`);
  });
  afterAll(async () => {
    await store.close();
    folder.remove();
  });
  const fresh = async () => {
    await store.close();
    files += 1;
    store = await openTestStore(`${folder.path}/${files}.db`);
    await store.connections.saveGoogle(CONNECTION);
    await store.orgUnits.replace({ connectionId: CONNECTION.id, generation: 1, units: UNITS });
  };

  it('answer as a plain filter over all devices would: while filling, before and after indexing, after changes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fleet,
        fleet,
        fc.array(query, { minLength: 6, maxLength: 12 }),
        async (first, second, queries) => {
          await fresh();
          await store.runs.start({ run: newRun('r1'), partitions: EVERYTHING, generation: 1 });
          await commitPages(store, 'r1', [first.slice(0, 20), first.slice(20)]);
          await compareAll(store, queries);
          await store.runs.publish({
            runId: 'r1',
            gone: [],
            state: 'complete',
            expectedAfter: null,
            endedAt: T0,
            generation: 1,
          });
          await compareAll(store, queries);
          await store.finishIndexes();
          await compareAll(store, queries);
          await syncAll(store, 'r2', [second], T0 + HOUR);
          await compareAll(store, queries);
          expect(await store.checkIntegrity()).toEqual([]);
        },
      ),
      { numRuns: 12 },
    );
  }, 120_000);
});
