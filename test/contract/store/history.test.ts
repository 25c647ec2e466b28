import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../electron/store/contract.ts';
import { DAY, entries, HOUR, idOf, published, record, syncAt, told } from '../../support/history-fixtures.ts';
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

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;
const file = () => `${folder.path}/store.db`;

beforeEach(async () => {
  folder = temporaryFolder();
  store = await openTestStore(file());
  await store.connections.saveGoogle(CONNECTION);
});
afterEach(async () => {
  await store.close();
  folder.remove();
});

const rowsKept = () => {
  const db = new Database(file(), { readonly: true });
  const count = db.prepare('SELECT count(*) FROM history').pluck().get();
  db.close();
  return count;
};

describe('history', () => {
  it('begins with the first complete run, which tells of no device', async () => {
    await syncAt(store, 'r1', 0, [record('a'), record('b')]);
    expect(await told(store)).toEqual([]);
    expect(rowsKept()).toBe(0);
  });

  it('begins later when the first run did not complete', async () => {
    await store.runs.start({ run: newRun('r1'), partitions: EVERYTHING, generation: 1 });
    await commitPages(store, 'r1', [[record('a')]]);
    await store.runs.move({ runId: 'r1', to: 'cancelled', reason: null, detail: null, at: T0 });
    await syncAt(store, 'r2', 1, [record('a', { notes: 'x' }), record('b')]);
    expect(await told(store)).toEqual([]);
    await syncAt(store, 'r3', 2, [record('a'), record('b')]);
    expect(await told(store)).toEqual(['S-a notes x → null']);
  });

  it('tells each changed value, before and after, with the run that saw it', async () => {
    await syncAt(store, 'r1', 0, [record('a', { annotatedUser: 'ann' }), record('b')]);
    const changed = {
      status: 'DISABLED',
      orgUnitPath: '/Schools/North',
      annotatedUser: 'eve',
      osVersion: '144.0.2',
      annotatedAssetId: 'A-1',
      annotatedLocation: 'Room 2',
      notes: 'new',
      serialNumber: 'S-a2',
      model: 'Spin 512',
      autoUpdateThrough: '2030-06-01',
    };
    await syncAt(store, 'r2', 1, [record('a', changed), record('b')]);
    const seen = await entries(store);
    expect(seen.map(({ field, before, after }) => [field, before, after]).sort()).toEqual([
      ['assetId', null, 'A-1'],
      ['autoUpdateUntil', null, String(Date.UTC(2030, 5, 1))],
      ['location', null, 'Room 2'],
      ['model', 'Spin 511', 'Spin 512'],
      ['notes', null, 'new'],
      ['orgUnitPath', '/Schools', '/Schools/North'],
      ['osVersion', '140.0.1', '144.0.2'],
      ['providerStatus', 'ACTIVE', 'DISABLED'],
      ['serial', 'S-a', 'S-a2'],
      ['user', 'ann', 'eve'],
    ]);
    const deviceId = await idOf(store, 'a');
    for (const entry of seen) {
      expect(entry).toMatchObject({
        at: published(1),
        kind: 'changed',
        deviceId,
        serial: 'S-a2',
        model: 'Spin 512',
        source: { kind: 'run', runId: 'r2' },
        command: null,
      });
    }
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
  });

  it('keeps nothing of a run that only saw devices report again', async () => {
    const at = (hour: number) => ({ lastSync: new Date(T0 + hour * HOUR).toISOString(), cpuInfo: [hour] });
    await syncAt(store, 'r1', 0, [record('a', at(0)), record('b', at(0))]);
    expect(await syncAt(store, 'r2', 1, [record('a', at(1)), record('b', at(1))])).toMatchObject({
      changed: 2,
    });
    expect(rowsKept()).toBe(0);
  });

  it('tells newcomers by the time of their enrollment, and those enrolled anew', async () => {
    const enrolled = (days: number) => ({ lastEnrollmentTime: new Date(T0 + days * DAY).toISOString() });
    await syncAt(store, 'r1', 0, [record('a', enrolled(-9)), record('b', enrolled(-9))]);
    const now = [record('a', enrolled(-1)), record('b'), record('new', enrolled(-2)), record('undated')];
    await syncAt(store, 'r2', 1, now);
    expect(
      (await entries(store)).map(({ serial, kind, at, before, after }) => [serial, kind, at, before, after]),
    ).toEqual([
      ['S-undated', 'registered', published(1), null, null],
      ['S-b', 'changed', published(1), String(T0 - 9 * DAY), null],
      ['S-a', 'reregistered', T0 - DAY, String(T0 - 9 * DAY), String(T0 - DAY)],
      ['S-new', 'registered', T0 - 2 * DAY, null, null],
    ]);
  });

  it('does not take a provider’s date in the future for the time of an enrollment', async () => {
    await syncAt(store, 'r1', 0, []);
    await syncAt(store, 'r2', 1, [record('a', { lastEnrollmentTime: '2099-01-01T00:00:00Z' })]);
    expect(await entries(store)).toMatchObject([{ kind: 'registered', at: published(1) }]);
  });

  it('tells who vanished and who returned, with what had changed meanwhile', async () => {
    await syncAt(store, 'r1', 0, [record('a'), record('b')]);
    await syncAt(store, 'r2', 1, [record('a')]);
    expect(await told(store)).toEqual(['S-b vanished']);
    await syncAt(store, 'r3', 2, [record('a'), record('b', { notes: 'repaired' })]);
    expect(await told(store)).toEqual(['S-b returned', 'S-b notes null → repaired', 'S-b vanished']);
    await syncAt(store, 'r4', 3, [record('a'), record('b', { notes: 'repaired' })]);
    expect(await told(store)).toHaveLength(3);
  });

  it('tells of a device that is merely missing nothing', async () => {
    await syncAt(store, 'r1', 0, [record('a'), record('b')]);
    await store.runs.start({ run: newRun('r2', T0 + HOUR), partitions: EVERYTHING, generation: 1 });
    await commitPages(store, 'r2', [[record('a')]], T0 + HOUR);
    const end = { state: 'complete', expectedAfter: null, endedAt: T0 + HOUR, generation: 1 } as const;
    await store.runs.publish({ runId: 'r2', gone: [], ...end });
    expect(await told(store)).toEqual([]);
  });

  it('is written with the publication or not at all', async () => {
    await syncAt(store, 'r1', 0, [record('a')]);
    await store.runs.start({ run: newRun('r2', T0 + HOUR), partitions: EVERYTHING, generation: 1 });
    await commitPages(store, 'r2', [[record('a', { notes: 'x' })]], T0 + HOUR);
    expect(await told(store)).toEqual([]);
    await store.runs.move({ runId: 'r2', to: 'cancelled', reason: null, detail: null, at: T0 + HOUR });
    expect(await told(store)).toEqual([]);
  });

  it('goes with its connection, and its file keeps no word of it', async () => {
    await syncAt(store, 'r1', 0, [record('a')]);
    await syncAt(store, 'r2', 1, [record('a', { notes: 'remember me' })]);
    await store.connections.remove(CONNECTION.id);
    expect(await told(store)).toEqual([]);
    expect(rowsKept()).toBe(0);
    await store.connections.saveGoogle({
      ...CONNECTION,
      id: '0193a000-0000-7000-8000-000000000002',
      generation: 2,
    });
    expect(await told(store)).toEqual([]);
  });

  it('of one connection’s end does not begin the next one', async () => {
    await syncAt(store, 'r1', 0, [record('a')]);
    await store.connections.remove(CONNECTION.id);
    await store.connections.saveGoogle(CONNECTION);
    await syncAll(store, 'r2', [[record('a', { notes: 'x' })]], T0 + HOUR);
    expect(await told(store)).toEqual([]);
  });
});
