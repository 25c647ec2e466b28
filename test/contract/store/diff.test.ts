import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DiffInput, DiffRow } from '../../../electron/model/history.ts';
import type { Store } from '../../../electron/store/contract.ts';
import { HOUR, record, refresh, syncAt } from '../../support/history-fixtures.ts';
import {
  CONNECTION,
  EVERYTHING,
  newRun,
  openTestStore,
  T0,
  temporaryFolder,
} from '../../support/store-fixtures.ts';

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

const ask = (from: string, to: string, filter: DiffInput['filter'] = {}, offset = 0, limit = 500) =>
  store.history.diff({ from, to, filter, offset, limit });
const short = ({ device, kind, changes }: DiffRow) =>
  [device.serial, kind, ...changes.map(({ field, before, after }) => `${field} ${before} → ${after}`)].join(
    ' ',
  );
const lines = async (from: string, to: string, filter: DiffInput['filter'] = {}) =>
  (await ask(from, to, filter)).rows.map(short);

describe('the difference between two runs', () => {
  beforeEach(async () => {
    await syncAt(store, 'r1', 0, [record('a'), record('b'), record('c'), record('away'), record('same')]);
    await syncAt(store, 'r2', 1, [
      record('a', { notes: 'one', osVersion: '141.0' }),
      record('b', { notes: 'tried' }),
      record('c'),
      record('brief'),
      record('new'),
      record('same'),
    ]);
    await syncAt(store, 'r3', 2, [
      record('a', { notes: 'two', osVersion: '142.0' }),
      record('b'),
      record('new', { notes: 'labelled' }),
      record('away', { annotatedUser: 'eve' }),
      record('same'),
    ]);
  });

  it('is one row a device with its first and last values, by serial', async () => {
    expect(await lines('r1', 'r3')).toEqual([
      'S-a changed notes null → two osVersion 140.0.1 → 142.0',
      'S-away changed user null → eve',
      'S-c vanished',
      'S-new added',
    ]);
    expect(await lines('r1', 'r2')).toEqual([
      'S-a changed notes null → one osVersion 140.0.1 → 141.0',
      'S-away vanished',
      'S-b changed notes null → tried',
      'S-brief added',
      'S-new added',
    ]);
    expect(await lines('r2', 'r3')).toEqual([
      'S-a changed notes one → two osVersion 141.0 → 142.0',
      'S-away returned user null → eve',
      'S-b changed notes tried → null',
      'S-brief vanished',
      'S-c vanished',
      'S-new changed notes null → labelled',
    ]);
  });

  it('is the same whichever run comes first, and nothing for one run', async () => {
    expect(await ask('r3', 'r1')).toEqual(await ask('r1', 'r3'));
    expect(await ask('r2', 'r2')).toEqual({
      rows: [],
      total: 0,
      counts: { added: 0, changed: 0, vanished: 0, returned: 0 },
      fields: [],
    });
    await syncAt(store, 'r4', 3, []);
    expect((await ask('r1', 'r3')).total).toBe(4);
  });

  it('is counted as a whole and listed by its filter', async () => {
    const whole = {
      counts: { added: 0, changed: 3, vanished: 2, returned: 1 },
      fields: [
        { field: 'notes', count: 3 },
        { field: 'osVersion', count: 1 },
        { field: 'user', count: 1 },
      ],
    };
    expect(await ask('r2', 'r3')).toMatchObject({ ...whole, total: 6 });
    expect(await ask('r2', 'r3', { fields: ['osVersion', 'user'] })).toMatchObject({ ...whole, total: 2 });
    expect(await lines('r2', 'r3', { kinds: ['vanished', 'returned'] })).toEqual([
      'S-away returned user null → eve',
      'S-brief vanished',
      'S-c vanished',
    ]);
    expect(await lines('r2', 'r3', { kinds: ['changed'], fields: ['user'] })).toEqual([]);
    expect(await lines('r2', 'r3', { text: 'eve' })).toEqual(['S-away returned user null → eve']);
    expect(await lines('r2', 'r3', { text: 'TRIED' })).toEqual(['S-b changed notes tried → null']);
    expect(await lines('r2', 'r3', { text: 's-brief' })).toEqual(['S-brief vanished']);
  });

  it('is read in pages and as a whole', async () => {
    const { rows } = await ask('r2', 'r3');
    const pages = await Promise.all([0, 2, 4].map((offset) => ask('r2', 'r3', {}, offset, 2)));
    expect(pages.flatMap((page) => page.rows)).toEqual(rows);
    expect(pages.map(({ total }) => total)).toEqual([6, 6, 6]);
    const streamed: DiffRow[] = [];
    for await (const batch of store.history.diffStream({ from: 'r3', to: 'r2', filter: {} })) {
      streamed.push(...batch);
    }
    expect(streamed).toEqual(rows);
  });

  it('has what commands did between the runs, and not what they did before or after', async () => {
    await refresh(store, record('same', { status: 'DISABLED' }), T0 + 3 * HOUR);
    const now = [
      record('a', { notes: 'two', osVersion: '142.0' }),
      record('b'),
      record('same', { status: 'DISABLED' }),
    ];
    await syncAt(store, 'r4', 4, now);
    await refresh(store, record('same'), T0 + 5 * HOUR);
    await syncAt(store, 'r5', 6, [...now.slice(0, 2), record('same')]);
    expect(await lines('r3', 'r4', { text: 's-same' })).toEqual([
      'S-same changed providerStatus ACTIVE → DISABLED',
    ]);
    expect(await lines('r2', 'r3', { text: 's-same' })).toEqual([]);
    expect(await lines('r4', 'r5', { text: 's-same' })).toEqual([
      'S-same changed providerStatus DISABLED → ACTIVE',
    ]);
    expect(await lines('r3', 'r5', { text: 's-same' })).toEqual([]);
  });

  it('needs two complete runs', async () => {
    await store.runs.start({ run: newRun('r4', T0 + 3 * HOUR), partitions: EVERYTHING, generation: 1 });
    await store.runs.move({ runId: 'r4', to: 'cancelled', reason: null, detail: null, at: T0 + 3 * HOUR });
    await expect(ask('r1', 'r4')).rejects.toMatchObject({ code: 'not_found' });
    await expect(ask('nobody', 'r1')).rejects.toMatchObject({ code: 'not_found' });
    expect((await ask('r1', 'r3')).total).toBe(4);
  });

  it('tells one enrolled anew, and counts the field once', async () => {
    const at = (days: number) => ({ lastEnrollmentTime: new Date(T0 + days * 24 * HOUR).toISOString() });
    await syncAt(store, 'r4', 24, [record('a', at(-9))]);
    await syncAt(store, 'r5', 48, [record('a', at(1))]);
    await syncAt(store, 'r6', 72, [record('a', at(2))]);
    expect(await lines('r4', 'r6')).toEqual([
      `S-a changed enrolledAt ${T0 - 9 * 24 * HOUR} → ${T0 + 48 * HOUR}`,
    ]);
    expect((await ask('r4', 'r6')).fields).toEqual([{ field: 'enrolledAt', count: 1 }]);
  });
});
