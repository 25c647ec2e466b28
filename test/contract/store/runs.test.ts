import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeviceFilter } from '../../../electron/model/device-query.ts';
import type { Store } from '../../../electron/store/contract.ts';
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
const device = (name: string, more: object = {}) => ({
  deviceId: name,
  serialNumber: `S-${name}`,
  status: 'ACTIVE',
  etag: JSON.stringify([name, more]),
  ...more,
});

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

const begin = (id: string, at = T0, partitions = EVERYTHING) =>
  store.runs.start({ run: newRun(id, at), partitions, generation: 1 });
const publish = (runId: string, gone: string[] | 'all_missing' = 'all_missing', endedAt = T0) =>
  store.runs.publish({ runId, gone, state: 'complete', expectedAfter: 3, endedAt, generation: 1 });
const move = (
  runId: string,
  to: 'incomplete' | 'cancelled' | 'interrupted' | 'running',
  reason: 'shrunk' | null = null,
) => store.runs.move({ runId, to, reason, detail: null, at: T0 });
const list = async (filter: DeviceFilter = {}) => {
  const sort = { column: 'serial', direction: 'ascending' } as const;
  return (await store.devices.window({ filter, sort, offset: 0, limit: 100 })).rows;
};
const names = async (filter: DeviceFilter = {}) => (await list(filter)).map(({ providerId }) => providerId);

describe('a first run', () => {
  it('shows its devices page by page and is searchable before it has ended', async () => {
    expect((await begin('r1')).direct).toBe(true);
    await commitPages(store, 'r1', [[device('a', { annotatedUser: 'Hélène' }), device('b')]]);
    expect(await names()).toEqual(['a', 'b']);
    expect(await names({ text: 'helene' })).toEqual(['a']);
  });

  it('ends with all its devices counted as added', async () => {
    await begin('r1');
    await commitPages(store, 'r1', [[device('a')], [device('b')], [device('c')]]);
    const run = await publish('r1', []);
    expect(run).toMatchObject({
      state: 'complete',
      seen: 3,
      pages: 3,
      added: 3,
      changed: 0,
      vanished: 0,
      partitionsDone: 1,
    });
    await store.finishIndexes();
    expect(await names({ text: 's-b' })).toEqual(['b']);
    expect(await store.runs.lastComplete(CONNECTION.id)).toEqual(run);
  });

  it.each([
    'cancelled',
    'incomplete',
  ] as const)('that is %s leaves what it brought, searchable', async (end) => {
    await begin('r1');
    await commitPages(store, 'r1', [[device('a'), device('b')]]);
    await move('r1', end);
    await store.finishIndexes();
    expect(await names()).toEqual(['a', 'b']);
    expect(await names({ text: 's-a' })).toEqual(['a']);
    expect((await begin('r2')).direct).toBe(false);
  });

  it('lists a device twice and counts it once, with the later record', async () => {
    await begin('r1');
    await commitPages(store, 'r1', [[device('a'), device('b')], [device('a', { notes: 'later' })]]);
    expect((await store.runs.get('r1'))?.seen).toBe(2);
    expect((await list()).map(({ notes }) => notes)).toEqual(['later', null]);
  });

  it('is resumed by another process without doubling anything', async () => {
    await begin('r1');
    await commitPages(store, 'r1', [[device('a'), device('b')]]);
    await store.close();
    store = await openTestStore(file());
    await move('r1', 'interrupted');
    await move('r1', 'running');
    const unfinished = await store.runs.unfinished(CONNECTION.id);
    expect(unfinished?.run).toMatchObject({ id: 'r1', resumed: true, seen: 2 });
    await commitPages(store, 'r1', [[device('b'), device('c')]]);
    expect(await publish('r1', [])).toMatchObject({ seen: 3, added: 3 });
    expect(await names()).toEqual(['a', 'b', 'c']);
    expect(await store.checkIntegrity()).toEqual([]);
  });
});

describe('a later run', () => {
  beforeEach(async () => {
    await syncAll(store, 'r1', [[device('a'), device('b'), device('c')]]);
    await store.finishIndexes();
  });

  it('changes nothing on the screen until it is published', async () => {
    expect((await begin('r2', T0 + HOUR)).direct).toBe(false);
    await commitPages(store, 'r2', [[device('a', { notes: 'new words' }), device('d')]]);
    expect(await names()).toEqual(['a', 'b', 'c']);
    expect(await names({ text: 'new words' })).toEqual([]);
    const run = await publish('r2', 'all_missing', T0 + HOUR);
    expect(run).toMatchObject({ seen: 2, added: 1, changed: 1, vanished: 2, expectedAfter: 3 });
    expect(await names()).toEqual(['a', 'd']);
    expect(await names({ text: 'new words' })).toEqual(['a']);
    expect(await names({ text: 's-c' })).toEqual([]);
  });

  it('keeps vanished devices as tombstones with their age, and brings them back', async () => {
    await syncAll(store, 'r2', [[device('a')]], T0 + HOUR);
    const [gone] = await list({ status: ['archived'] });
    expect(gone).toMatchObject({
      providerId: 'b',
      status: 'archived',
      vanishedAt: T0 + HOUR + 1000,
      fetchedAt: T0,
    });
    const run = await syncAll(store, 'r3', [[device('a'), device('b')]], T0 + 2 * HOUR);
    expect(run).toMatchObject({ added: 1, changed: 0, vanished: 0 });
    expect(await list({ text: 's-b' })).toMatchObject([
      { id: gone?.id, providerId: 'b', status: 'active', vanishedAt: null, fetchedAt: T0 + 2 * HOUR },
    ]);
    expect(await names({ status: ['archived'] })).toEqual(['c']);
  });

  it('tombstones only the devices named as gone; the others it missed keep their age', async () => {
    await begin('r2', T0 + HOUR);
    await commitPages(store, 'r2', [[device('a')]], T0 + HOUR);
    expect(await store.runs.missing({ runId: 'r2', limit: 1 })).toMatchObject({
      total: 2,
      cached: 3,
      devices: [{ providerId: 'b' }],
    });
    expect(await publish('r2', ['b', 'a'], T0 + HOUR)).toMatchObject({ vanished: 1 });
    expect((await list()).map(({ providerId, fetchedAt }) => [providerId, fetchedAt])).toEqual([
      ['a', T0 + HOUR],
      ['c', T0],
    ]);
    await syncAll(store, 'r3', [[device('a'), device('c')]], T0 + 2 * HOUR);
    expect((await list()).map(({ fetchedAt }) => fetchedAt)).toEqual([T0 + 2 * HOUR, T0 + 2 * HOUR]);
  });

  it('sees devices read by themselves', async () => {
    await begin('r2', T0 + HOUR);
    await commitPages(store, 'r2', [[device('a'), device('b')]], T0 + HOUR);
    const document = JSON.stringify(device('c', { notes: 'moved' }));
    await store.runs.stageDevice({ runId: 'r2', document, fetchedAt: T0 + HOUR });
    expect(await store.runs.missing({ runId: 'r2', limit: 9 })).toMatchObject({ total: 0, devices: [] });
    expect(await publish('r2')).toMatchObject({ seen: 3, changed: 1, vanished: 0 });
    expect((await list())[2]?.notes).toBe('moved');
  });

  it('takes back a change when the device is listed again as it was', async () => {
    await begin('r2', T0 + HOUR);
    await commitPages(store, 'r2', [
      [device('a', { notes: 'between' }), device('b')],
      [device('a'), device('c')],
    ]);
    expect(await publish('r2')).toMatchObject({ seen: 3, changed: 0 });
    expect((await list())[0]?.notes).toBeNull();
  });

  it('knows a changed record without an etag by its text', async () => {
    const plain = { deviceId: 'p', serialNumber: 'P' };
    await syncAll(store, 'r2', [[plain]], T0 + HOUR);
    expect(await syncAll(store, 'r3', [[plain]], T0 + 2 * HOUR)).toMatchObject({ added: 0, changed: 0 });
    expect(await syncAll(store, 'r4', [[{ ...plain, notes: 'x' }]], T0 + 3 * HOUR)).toMatchObject({
      changed: 1,
    });
  });

  it('that is cancelled leaves the fleet as it was, and nothing of itself', async () => {
    await begin('r2', T0 + HOUR);
    await commitPages(store, 'r2', [[device('a', { notes: 'x' }), device('d')]]);
    await move('r2', 'cancelled');
    expect(await names()).toEqual(['a', 'b', 'c']);
    await syncAll(store, 'r3', [[device('a'), device('b'), device('c')]], T0 + 2 * HOUR);
    expect(await store.runs.get('r3')).toMatchObject({ added: 0, changed: 0, vanished: 0 });
  });

  it('that shrank waits for the admin and can then be completed', async () => {
    await begin('r2', T0 + HOUR);
    await commitPages(store, 'r2', [[device('a', { notes: 'x' })]]);
    await move('r2', 'incomplete', 'shrunk');
    expect(await names()).toEqual(['a', 'b', 'c']);
    expect(await publish('r2')).toMatchObject({ state: 'complete', reason: null, changed: 1, vanished: 2 });
    expect(await names()).toEqual(['a']);
  });

  it('that shrank can no longer be completed once another has begun', async () => {
    await begin('r2', T0 + HOUR);
    await commitPages(store, 'r2', [[device('d')]]);
    await move('r2', 'incomplete', 'shrunk');
    await begin('r3', T0 + 2 * HOUR);
    await expect(publish('r2')).rejects.toMatchObject({ code: 'sync_not_waiting' });
    await commitPages(store, 'r3', [[device('a'), device('b'), device('c')]]);
    expect(await publish('r3')).toMatchObject({ seen: 3, added: 0 });
    expect(await names()).toEqual(['a', 'b', 'c']);
  });
});

describe('runs', () => {
  it('are never two at once', async () => {
    await begin('r1');
    await expect(begin('r2')).rejects.toMatchObject({ code: 'sync_running' });
  });

  it('drop what an earlier life of the connection still sends', async () => {
    await begin('r1');
    await store.connections.saveGoogle({ ...CONNECTION, generation: 2 });
    await expect(commitPages(store, 'r1', [[device('a')]])).rejects.toMatchObject({
      code: 'connection_not_found',
    });
    await expect(publish('r1')).rejects.toMatchObject({ code: 'connection_not_found' });
    expect(await names()).toEqual([]);
  });

  it('refuse a page once they have ended, and a broken page at once', async () => {
    await begin('r1');
    await expect(store.runs.readPage('{"chromeosdevices":[{}]}')).rejects.toMatchObject({
      code: 'google_bad_answer',
    });
    await move('r1', 'cancelled');
    await expect(commitPages(store, 'r1', [[device('a')]])).rejects.toMatchObject({ code: 'cancelled' });
    await expect(move('r1', 'running')).rejects.toMatchObject({ code: 'internal' });
  });

  it('keep the cursor of each listing, restart and split them', async () => {
    const parts = ['x', 'y'].map((label) => ({ query: `user:${label}`, orgUnitPath: null, label }));
    const { partitions } = await begin('r1', T0, parts);
    expect(partitions.map(({ index, label, done }) => [index, label, done])).toEqual([
      [0, 'x', false],
      [1, 'y', false],
    ]);
    const { handle } = await store.runs.readPage(
      JSON.stringify({ chromeosdevices: [device('a')], nextPageToken: 't2' }),
    );
    const page = { runId: 'r1', handle, partition: 0, nextPageToken: 't2', fetchedAt: T0 + 5, generation: 1 };
    expect(await store.runs.commitPage(page)).toEqual({ seen: 1, pages: 1 });
    const cursor = async () => (await store.runs.unfinished(CONNECTION.id))?.partitions[0];
    expect(await cursor()).toMatchObject({ pageToken: 't2', tokenAt: T0 + 5, pages: 1, done: false });
    await store.runs.restartPartition({ runId: 'r1', partition: 0 });
    expect(await cursor()).toMatchObject({ pageToken: null, tokenAt: null, pages: 0 });
    const halves = ['y1', 'y2'].map((label) => ({ query: `user:${label}`, orgUnitPath: null, label }));
    const split = await store.runs.splitPartition({ runId: 'r1', partition: 1, into: halves });
    expect(split.map(({ index, label }) => [index, label])).toEqual([
      [0, 'x'],
      [2, 'y1'],
      [3, 'y2'],
    ]);
  });

  it('are listed from the newest, in pages', async () => {
    for (const [place, id] of ['r1', 'r2', 'r3'].entries()) await syncAll(store, id, [[]], T0 + place * HOUR);
    const ids = async (limit: number, before?: number) =>
      (await store.runs.list({ connectionId: CONNECTION.id, limit, ...(before ? { before } : {}) })).map(
        ({ id }) => id,
      );
    expect(await ids(2)).toEqual(['r3', 'r2']);
    expect(await ids(2, T0 + HOUR)).toEqual(['r1']);
  });
});

describe('a device', () => {
  it('is read with its whole document, by id, serial or provider id', async () => {
    const record = device('a', { cpuInfo: [{ model: 'x' }], unknownField: 1 });
    await syncAll(store, 'r1', [[record, device('b', { serialNumber: 's-a' })]]);
    const [found] = await store.devices.find({ serial: 'S-a' });
    expect(found?.providerId).toBe('a');
    expect(await store.devices.find({ serial: 'S-' })).toEqual([]);
    expect((await store.devices.find({ providerId: 'b' })).map(({ serial }) => serial)).toEqual(['s-a']);
    const detail = await store.devices.detail(found?.id ?? '');
    expect(detail).toEqual({
      device: found,
      document: record,
      source: { kind: 'google', account: 'admin@example.org', domain: 'example.org' },
    });
    expect(await store.devices.detail('nobody')).toBeNull();
  });

  it('is streamed from a snapshot that later writes do not change', async () => {
    const pages = [Array.from({ length: 30 }, (_, index) => device(`d${index + 10}`))];
    await syncAll(store, 'r1', pages);
    const query = { filter: {}, sort: { column: 'serial', direction: 'ascending' } as const };
    const seen: (string | null)[] = [];
    for await (const batch of store.devices.stream({ query, withDocument: true, batch: 10 })) {
      if (seen.length === 0) await syncAll(store, 'r2', [[device('new')]], T0 + HOUR);
      seen.push(...batch.map(({ document }) => document));
    }
    expect(seen).toEqual(pages[0]?.map((record) => JSON.stringify(record)));
    expect(await names()).toEqual(['new']);
  });

  it('stream ends when its reader gives up, or is told to', async () => {
    await syncAll(store, 'r1', [[device('a'), device('b'), device('c')]]);
    const query = { filter: {}, sort: { column: 'serial', direction: 'ascending' } as const };
    for await (const batch of store.devices.stream({ query, withDocument: false, batch: 1 })) {
      expect(batch).toHaveLength(1);
      break;
    }
    const abort = new AbortController();
    const reading = async () => {
      for await (const _ of store.devices.stream({
        query,
        withDocument: false,
        batch: 1,
        signal: abort.signal,
      }))
        abort.abort();
    };
    await expect(reading()).rejects.toMatchObject({ code: 'cancelled' });
  });
});
