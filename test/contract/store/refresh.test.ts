import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../electron/store/contract.ts';
import { entries, HOUR, idOf, record, refresh, syncAt, told } from '../../support/history-fixtures.ts';
import {
  CONNECTION,
  commitPages,
  EVERYTHING,
  newRun,
  openTestStore,
  T0,
  temporaryFolder,
} from '../../support/store-fixtures.ts';

const MINUTE = 60_000;

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;

beforeEach(async () => {
  folder = temporaryFolder();
  store = await openTestStore(`${folder.path}/store.db`);
  await store.connections.saveGoogle(CONNECTION);
  await syncAt(store, 'r1', 0, [record('a'), record('b'), record('c')]);
  await store.finishIndexes();
});
afterEach(async () => {
  await store.close();
  folder.remove();
});

const begin = (id: string, at: number) =>
  store.runs.start({ run: newRun(id, at), partitions: EVERYTHING, generation: 1 });
const publish = (runId: string, endedAt: number) =>
  store.runs.publish({
    runId,
    gone: 'all_missing',
    state: 'complete',
    expectedAfter: null,
    endedAt,
    generation: 1,
  });
const notesOf = async (name: string) => (await store.devices.detail(await idOf(store, name)))?.device.notes;

describe('a device read back after a command', () => {
  it('shows what it is now, is found by it, and tells what changed with the command', async () => {
    const id = await idOf(store, 'a');
    const now = record('a', { status: 'DISABLED', notes: 'Façade', orgUnitPath: '/Lost' });
    await refresh(store, now, T0 + HOUR, 'command-7');
    expect(await store.devices.detail(id)).toMatchObject({
      device: { id, status: 'lost_mode', notes: 'Façade', fetchedAt: T0 + HOUR },
      document: now,
    });
    const sort = { column: 'serial', direction: 'ascending' } as const;
    const { rows } = await store.devices.window({ filter: { text: 'facade' }, sort, offset: 0, limit: 9 });
    expect(rows.map((device) => device.id)).toEqual([id]);
    expect(await store.devices.count({ status: ['lost_mode'] })).toBe(1);
    expect((await told(store)).sort()).toEqual([
      'S-a notes null → Façade',
      'S-a orgUnitPath /Schools → /Lost',
      'S-a providerStatus ACTIVE → DISABLED',
    ]);
    for (const { at, source } of await entries(store)) {
      expect([at, source]).toEqual([T0 + HOUR, { kind: 'command', commandId: 'command-7' }]);
    }
    expect(await store.checkIntegrity()).toEqual([]);
  });

  it('as it was known leaves no history', async () => {
    await refresh(store, record('a', { etag: 'another', lastSync: '2026-11-20T09:00:00Z' }), T0 + HOUR);
    expect(await told(store)).toEqual([]);
  });

  it('that is not cached is left alone, as is one that has vanished', async () => {
    await refresh(store, record('stranger'), T0 + HOUR);
    expect(await store.devices.find({ providerId: 'stranger' })).toEqual([]);
    await syncAt(store, 'r2', 1, [record('a'), record('b')]);
    await refresh(store, record('c', { notes: 'x' }), T0 + 2 * HOUR);
    expect(await store.devices.find({ providerId: 'c' })).toMatchObject([
      { status: 'archived', notes: null },
    ]);
    expect(await told(store)).toEqual(['S-c vanished']);
  });

  it('is refused when it is no device, or of no connection', async () => {
    await expect(refresh(store, { kind: 'error' }, T0)).rejects.toMatchObject({ code: 'google_bad_answer' });
    const input = {
      connectionId: 'nobody',
      document: JSON.stringify(record('a')),
      fetchedAt: T0,
      commandId: 'c',
    };
    await expect(store.devices.refresh(input)).rejects.toMatchObject({ code: 'connection_not_found' });
  });

  it('that the newest run had missed is as old as this reading', async () => {
    await begin('r2', T0 + HOUR);
    await commitPages(store, 'r2', [[record('a'), record('b')]], T0 + HOUR);
    const end = { state: 'complete', expectedAfter: null, endedAt: T0 + HOUR, generation: 1 } as const;
    await store.runs.publish({ runId: 'r2', gone: [], ...end });
    await refresh(store, record('c', { notes: 'x' }), T0 + 2 * HOUR);
    expect(await store.devices.find({ providerId: 'c' })).toMatchObject([{ fetchedAt: T0 + 2 * HOUR }]);
  });
});

describe('a device read back while a run is on', () => {
  const at = T0 + HOUR;

  it('is not put back by what the run has staged before', async () => {
    await begin('r2', at);
    await commitPages(store, 'r2', [[record('a', { notes: 'old' }), record('b'), record('c')]], at);
    await refresh(store, record('a', { notes: 'new' }), at + MINUTE);
    expect(await publish('r2', at + 2 * MINUTE)).toMatchObject({ seen: 3, changed: 0, vanished: 0 });
    expect(await notesOf('a')).toBe('new');
    expect(await told(store)).toEqual(['S-a notes null → new']);
    expect(await store.checkIntegrity()).toEqual([]);
  });

  it('is not put back by a page that was asked for before and comes after', async () => {
    await begin('r2', at);
    await refresh(store, record('a', { notes: 'new' }), at + MINUTE);
    await commitPages(store, 'r2', [[record('a'), record('b'), record('c')]], at + MINUTE - 1);
    expect(await publish('r2', at + 2 * MINUTE)).toMatchObject({ seen: 3, changed: 0, vanished: 0 });
    expect(await notesOf('a')).toBe('new');
  });

  it('gives way to what the run reads after it', async () => {
    await begin('r2', at);
    await refresh(store, record('a', { notes: 'new' }), at + MINUTE);
    await commitPages(
      store,
      'r2',
      [[record('a', { notes: 'newer' }), record('b'), record('c')]],
      at + 2 * MINUTE,
    );
    await publish('r2', at + 3 * MINUTE);
    expect(await notesOf('a')).toBe('newer');
    expect(await told(store)).toEqual(['S-a notes new → newer', 'S-a notes null → new']);
  });

  it('does not drop what the run has read later than this', async () => {
    await begin('r2', at);
    await commitPages(
      store,
      'r2',
      [[record('a', { notes: 'newer' }), record('b'), record('c')]],
      at + 2 * MINUTE,
    );
    await refresh(store, record('a', { notes: 'new' }), at + MINUTE);
    await publish('r2', at + 3 * MINUTE);
    expect(await notesOf('a')).toBe('newer');
  });

  it('that comes late, after the run has published a later reading, changes nothing', async () => {
    await begin('r2', at);
    await commitPages(
      store,
      'r2',
      [[record('a', { notes: 'newer' }), record('b'), record('c')]],
      at + 2 * MINUTE,
    );
    await publish('r2', at + 3 * MINUTE);
    await refresh(store, record('a', { notes: 'new' }), at + MINUTE);
    expect(await notesOf('a')).toBe('newer');
  });

  it('is not marked seen: one the run does not list still is missing', async () => {
    await begin('r2', at);
    await commitPages(store, 'r2', [[record('b'), record('c')]], at);
    await refresh(store, record('a', { notes: 'new' }), at + MINUTE);
    expect(await store.runs.missing({ runId: 'r2', limit: 9 })).toMatchObject({
      total: 1,
      devices: [{ providerId: 'a' }],
    });
  });

  it('is believed when the clock was set back since', async () => {
    await refresh(store, record('a', { notes: 'one' }), T0 + 24 * HOUR);
    await refresh(store, record('a', { notes: 'two' }), T0 + HOUR);
    expect(await notesOf('a')).toBe('two');
    await begin('r2', T0 + 2 * HOUR);
    await commitPages(store, 'r2', [[record('a', { notes: 'three' })]], T0 + 2 * HOUR);
    await publish('r2', T0 + 2 * HOUR);
    expect(await notesOf('a')).toBe('three');
  });
});

describe('a device read back during a first run', () => {
  it('keeps what was read, and is listed once', async () => {
    await store.connections.remove(CONNECTION.id);
    await store.connections.saveGoogle(CONNECTION);
    expect((await begin('r1', T0)).direct).toBe(true);
    await commitPages(store, 'r1', [[record('a'), record('b')]], T0);
    await refresh(store, record('a', { notes: 'new' }), T0 + MINUTE);
    await commitPages(store, 'r1', [[record('a')]], T0 + 1);
    expect(await publish('r1', T0 + 2 * MINUTE)).toMatchObject({ added: 2 });
    expect(await notesOf('a')).toBe('new');
    await store.finishIndexes();
    expect(await store.devices.count({ text: 'new' })).toBe(1);
  });
});
