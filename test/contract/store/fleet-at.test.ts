import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Device } from '../../../electron/model/device.ts';
import type { DeviceSort } from '../../../electron/model/device-query.ts';
import { FLEET_AT_COLUMNS } from '../../../electron/model/history.ts';
import type { Store } from '../../../electron/store/contract.ts';
import {
  fleetAt,
  HOUR,
  namesAt,
  published,
  record,
  refresh,
  syncAt,
} from '../../support/history-fixtures.ts';
import { CONNECTION, openTestStore, T0, temporaryFolder } from '../../support/store-fixtures.ts';

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;

beforeEach(async () => {
  folder = temporaryFolder();
  store = await openTestStore(`${folder.path}/store.db`);
  await store.connections.saveGoogle(CONNECTION);
});
afterEach(async () => {
  await store.close();
  folder.remove();
});

const NOW = T0 + 1000 * HOUR;
const fleets: object[][] = [
  [
    record('a', { annotatedUser: 'ann', notes: 'blue' }),
    record('b', { orgUnitPath: '/Schools/North', osVersion: '9.0' }),
    record('c', { status: 'DISABLED' }),
    record('gone', { model: 'Old' }),
  ],
  [
    record('a', { annotatedUser: 'eve', notes: 'green' }),
    record('b', { orgUnitPath: '/Offices', osVersion: '144.0' }),
    record('c'),
    record('new', { annotatedUser: 'zoe' }),
  ],
  [
    record('a', { annotatedUser: 'ann', serialNumber: 'Z-1', autoUpdateThrough: '2030-06-01' }),
    record('b', { orgUnitPath: '/Offices', osVersion: '145.0', status: 'DEPROVISIONED' }),
    record('c', { status: 'SOMETHING_NEW' }),
    record('gone', { model: 'Old', notes: 'back' }),
    record('new', { annotatedUser: 'zoe' }),
  ],
];

/** What is kept of a device, as it is shown. */
const kept = ({ lastSyncAt, fetchedAt, orgUnitId, vanishedAt, ...rest }: Device) => rest;

describe('the fleet at an instant', () => {
  it('is what each run left, exactly, whatever happened since', async () => {
    const seen: Device[][] = [];
    for (const [place, records] of fleets.entries()) {
      await syncAt(store, `r${place}`, place, records);
      const sort = { column: 'serial', direction: 'ascending' } as const;
      seen.push((await store.devices.window({ filter: {}, sort, offset: 0, limit: 99 })).rows);
    }
    for (const [place, devices] of seen.entries()) {
      for (const at of [published(place), published(place + 1) - 1]) {
        const then = await fleetAt(store, at);
        expect(then.rows.map(kept)).toEqual(devices.map(kept));
        expect(then.total).toBe(devices.length);
        expect(then.run).toEqual({ id: `r${place}`, endedAt: published(place) });
        expect(then.since).toBe(published(0));
        for (const row of then.rows)
          expect(row).toMatchObject({ lastSyncAt: null, fetchedAt: at, vanishedAt: null });
      }
    }
  });

  it('is unknown before anything is kept', async () => {
    expect(await fleetAt(store, NOW)).toEqual({ rows: [], total: 0, since: null, run: null });
    await syncAt(store, 'r0', 0, [record('a')]);
    const before = await fleetAt(store, published(0) - 1);
    expect(before).toEqual({ rows: [], total: 0, since: published(0), run: null });
  });

  it('knows what commands did, from the moment it was read back', async () => {
    await syncAt(store, 'r0', 0, [record('a'), record('b')]);
    await refresh(store, record('a', { status: 'DISABLED' }), T0 + HOUR);
    await syncAt(store, 'r1', 2, [record('a', { status: 'DISABLED' }), record('b')]);
    expect((await fleetAt(store, T0 + HOUR - 1)).rows[0]?.status).toBe('active');
    const then = await fleetAt(store, T0 + HOUR);
    expect(then.rows.map(({ status }) => status)).toEqual(['lost_mode', 'active']);
    expect(then.run?.id).toBe('r0');
  });

  it('tells of a device no unit it was not in', async () => {
    await syncAt(store, 'r0', 0, [record('a', { orgUnitId: 'id:1' }), record('b', { orgUnitId: 'id:1' })]);
    await syncAt(store, 'r1', 1, [
      record('a', { orgUnitId: 'id:2', orgUnitPath: '/Offices' }),
      record('b', { orgUnitId: 'id:1' }),
    ]);
    const { rows } = await fleetAt(store, published(0));
    expect(rows.map(({ orgUnitId, orgUnitPath }) => [orgUnitId, orgUnitPath])).toEqual([
      [null, '/Schools'],
      ['id:1', '/Schools'],
    ]);
  });

  it('is reckoned by the order of what was seen when the clock was set back', async () => {
    await syncAt(store, 'r0', 0, [record('a', { notes: '0' })]);
    await syncAt(store, 'r1', 100, [record('a', { notes: '1' })]);
    await syncAt(store, 'r2', 50, [record('a', { notes: '2' })]);
    expect((await fleetAt(store, published(0))).rows[0]?.notes).toBe('0');
    expect((await fleetAt(store, published(50))).rows[0]?.notes).toBe('2');
    expect((await fleetAt(store, published(100))).rows[0]?.notes).toBe('2');
  });
});

describe('the filter of a former fleet', () => {
  beforeEach(async () => {
    for (const [place, records] of fleets.entries()) await syncAt(store, `r${place}`, place, records);
  });
  const [first, second, third] = [published(0), published(1), published(2)];

  it('takes the status of then', async () => {
    expect(await namesAt(store, first, { status: ['lost_mode'] })).toEqual(['c']);
    expect(await namesAt(store, second, { status: ['lost_mode'] })).toEqual([]);
    expect(await namesAt(store, second, { status: ['active'] })).toEqual(['a', 'b', 'c', 'new']);
    expect(await namesAt(store, third, { status: ['retired', 'provider:SOMETHING_NEW'] })).toEqual([
      'b',
      'c',
    ]);
    expect(await namesAt(store, second, { status: ['archived'] })).toEqual([]);
    expect(await namesAt(store, first, { status: ['archived', 'lost_mode'] })).toEqual(['c']);
  });

  it('takes the text of then', async () => {
    expect(await namesAt(store, first, { text: 'ann blue' })).toEqual(['a']);
    expect(await namesAt(store, second, { text: 'ann' })).toEqual([]);
    expect(await namesAt(store, second, { text: 'EVE' })).toEqual(['a']);
    expect(await namesAt(store, first, { text: 'zoe' })).toEqual([]);
    expect(await namesAt(store, first, { text: 's-a' })).toEqual(['a']);
    expect(await namesAt(store, first, { text: 'z-1' })).toEqual([]);
    expect(await namesAt(store, first, { text: 'back' })).toEqual([]);
  });

  it('takes the unit of then, with those below', async () => {
    const unit = (id: string, withChildren: boolean) => ({ orgUnit: { id, withChildren } });
    expect(await namesAt(store, first, unit('/Schools', false))).toEqual(['a', 'c', 'gone']);
    expect(await namesAt(store, first, unit('/Schools', true))).toEqual(['a', 'b', 'c', 'gone']);
    expect(await namesAt(store, first, unit('/Offices', true))).toEqual([]);
    expect(await namesAt(store, second, unit('/Offices', true))).toEqual(['b']);
    expect(await namesAt(store, second, unit('id:unknown', true))).toEqual([]);
    const units = [{ id: 'id:9', parentId: null, name: 'Offices', path: '/Offices', fetchedAt: T0 }];
    await store.orgUnits.replace({ connectionId: CONNECTION.id, generation: 1, units });
    expect(await namesAt(store, second, unit('id:9', false))).toEqual(['b']);
  });

  it('takes models, versions and serials of then', async () => {
    expect(await namesAt(store, first, { model: ['Old'] })).toEqual(['gone']);
    expect(await namesAt(store, second, { model: ['Old'] })).toEqual([]);
    expect(await namesAt(store, first, { osVersion: ['9'] })).toEqual(['b']);
    expect(await namesAt(store, second, { osVersion: ['144', '9'] })).toEqual(['b']);
    expect(await namesAt(store, first, { serials: ['S-a', 'Z-1', 's-b'] })).toEqual(['a']);
    expect(await namesAt(store, third, { serials: ['S-a', 'Z-1'] })).toEqual(['a']);
  });
});

describe('a former fleet', () => {
  it('is sorted by any column of then', async () => {
    const order = (place: number) => String.fromCharCode(97 + ((place * 7) % 11));
    const values = (place: number, shift: number) => {
      const word = order(place + shift);
      return {
        annotatedUser: word,
        notes: word,
        annotatedAssetId: place % 4 === 0 ? null : word,
        annotatedLocation: word.toUpperCase(),
        osVersion: `${(place * 13 + shift) % 17}.0`,
        model: word,
        serialNumber: `${word}${place}`,
        orgUnitPath: `/${word}`,
        status: ['ACTIVE', 'DISABLED', 'DEPROVISIONED', 'ODD'][(place + shift) % 4],
        autoUpdateThrough: `20${30 + ((place + shift) % 9)}-01-01`,
        lastEnrollmentTime: new Date(T0 - ((place * 5 + shift * 3) % 13) * HOUR).toISOString(),
      };
    };
    const fleet = (shift: (place: number) => number) =>
      Array.from({ length: 22 }, (_, place) => record(`d${place}`, values(place, shift(place))));
    await syncAt(
      store,
      'r0',
      0,
      fleet(() => 0),
    );
    const sorts = FLEET_AT_COLUMNS.flatMap((column): DeviceSort[] => [
      { column, direction: 'ascending' },
      { column, direction: 'descending' },
    ]);
    const before = [];
    for (const sort of sorts) {
      const { rows } = await store.devices.window({ filter: {}, sort, offset: 0, limit: 99 });
      before.push(rows.map(({ providerId }) => providerId));
    }
    await syncAt(
      store,
      'r1',
      1,
      fleet((place) => place % 3),
    );
    for (const [place, sort] of sorts.entries()) {
      const { rows } = await store.history.at({ at: published(0), filter: {}, sort, offset: 0, limit: 99 });
      expect([sort, rows.map(({ providerId }) => providerId)]).toEqual([sort, before[place]]);
    }
  });

  it('is read in stretches and as a whole, and anew after every change', async () => {
    for (const [place, records] of fleets.entries()) await syncAt(store, `r${place}`, place, records);
    const whole = await fleetAt(store, published(1));
    const sort = { column: 'serial', direction: 'ascending' } as const;
    const stretch = (offset: number) =>
      store.history.at({ at: published(1), filter: {}, sort, offset, limit: 2 });
    const pages = await Promise.all([0, 2, 4].map(stretch));
    expect(pages.flatMap(({ rows }) => rows)).toEqual(whole.rows);
    expect(pages.map(({ total }) => total)).toEqual([4, 4, 4]);
    const streamed: Device[] = [];
    for await (const batch of store.history.atStream({ at: published(1), filter: {}, sort }))
      streamed.push(...batch);
    expect(streamed).toEqual(whole.rows);
    await syncAt(store, 'r3', 3, [record('a', { serialNumber: 'last' })]);
    expect((await fleetAt(store, published(1))).rows).toEqual(whole.rows);
    expect(await namesAt(store, published(3))).toEqual(['a']);
  });

  it('cannot be sorted by what is not kept, and is shown nevertheless', async () => {
    await syncAt(store, 'r0', 0, [record('b'), record('a')]);
    const sort = { column: 'lastSyncAt', direction: 'ascending' } as const;
    const { rows } = await store.history.at({ at: NOW, filter: {}, sort, offset: 0, limit: 9 });
    expect(rows).toHaveLength(2);
  });
});
