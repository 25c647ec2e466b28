import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fleetRecord } from '../../bench/store-fleet.ts';
import { auditDraft, claim, create, createQueued, outcome, states } from '../../support/command-fixtures.ts';
import {
  CONNECTION,
  EVERYTHING,
  newRun,
  openTestStore,
  syncAll,
  T0,
  temporaryFolder,
} from '../../support/store-fixtures.ts';

const COUNT = 1200;
const RECORDS = Array.from({ length: COUNT }, (_, index) => fleetRecord(index));
const WHOLE_FLEET = { filter: {}, sort: { column: 'serial', direction: 'ascending' } } as const;

let folder: ReturnType<typeof temporaryFolder>;
const file = () => `${folder.path}/store.db`;

beforeEach(async () => {
  folder = temporaryFolder();
  const store = await openTestStore(file());
  await store.connections.saveGoogle(CONNECTION);
  await store.settings.set('view', '{"a":1}');
  await store.secrets.put('token', new Uint8Array([7, 7]));
  await syncAll(store, 'r1', [RECORDS]);
  await store.finishIndexes();
  await store.close();
});
afterEach(() => folder.remove());

/** Overwrites pages with noise. */
function garble(pages: number[]): void {
  const handle = openSync(file(), 'r+');
  for (const page of pages) writeSync(handle, Buffer.alloc(8192, 0xa5), 0, 8192, (page - 1) * 8192);
  closeSync(handle);
}

/** The leaf pages of a table. */
function leavesOf(table: string): number[] {
  const db = new Database(file(), { readonly: true });
  const pages = db
    .prepare("SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY path")
    .pluck()
    .all(table);
  db.close();
  return pages.map(Number);
}

async function repaired() {
  const store = await openTestStore(file());
  expect(store.condition.kind).toBe('repaired');
  const aside = store.condition.setAside ?? '';
  expect(statSync(aside).size).toBeGreaterThan(0);
  expect(await store.checkIntegrity()).toEqual([]);
  return { store, aside, salvaged: store.condition.salvagedDevices };
}

describe('a damaged file', () => {
  it('is set aside, and what nobody can sync again is saved', async () => {
    garble(leavesOf('settings'));
    const { store, aside, salvaged } = await repaired();
    expect(aside).toBe(`${file()}.damaged-2026-11-20T08-00-00`);
    expect(salvaged).toBe(COUNT);
    expect(await store.connections.google()).toEqual(CONNECTION);
    expect(await store.secrets.get('token')).toEqual(new Uint8Array([7, 7]));
    expect(await store.settings.get('view')).toBeNull();
    expect(await store.devices.count({})).toBe(COUNT);
    expect((await store.runs.list({ connectionId: CONNECTION.id, limit: 9 })).map(({ id }) => id)).toEqual([
      'r1',
    ]);
    await store.finishIndexes();
    expect(await store.devices.count({ text: '5cd' })).toBe(COUNT);
    const run = await syncAll(store, 'r2', [RECORDS], T0 + 1);
    expect(run).toMatchObject({ added: 0, changed: COUNT, vanished: 0 });
    await store.close();
  });

  it('gives up only the devices in the pages that cannot be read', async () => {
    const leaves = leavesOf('devices');
    expect(leaves.length).toBeGreaterThan(20);
    garble([leaves[3], leaves[4], leaves[10]].filter((page) => page !== undefined));
    const damaged = await openTestStore(file());
    expect((await damaged.checkIntegrity()).length).toBeGreaterThan(0);
    await damaged.close();
    const { store, salvaged } = await repaired();
    expect(salvaged).toBeGreaterThan(COUNT * 0.7);
    expect(salvaged).toBeLessThan(COUNT);
    expect(await store.devices.count({})).toBe(salvaged);
    await store.close();
  });

  it('met while in use is repaired at the next start', async () => {
    garble(leavesOf('devices').slice(2, 6));
    const damaged = await openTestStore(file());
    const reading = async () => {
      for await (const _ of damaged.devices.stream({ query: WHOLE_FLEET, withDocument: true }));
    };
    await expect(reading()).rejects.toMatchObject({ code: 'store_damaged' });
    await damaged.close();
    const { store } = await repaired();
    await store.close();
    const again = await openTestStore(file());
    expect(again.condition.kind).toBe('sound');
    await again.close();
  });

  it.each([
    ['whose beginning is overwritten', () => garble([1])],
    ['that is no database at all', () => garble([1, 2, 3])],
    ['that was emptied', () => truncateSync(file(), 0)],
    ['of a few bytes', () => truncateSync(file(), 10)],
  ])('%s makes place for a new one', async (_, damage) => {
    damage();
    const before = readFileSync(file());
    const store = await openTestStore(file());
    expect(await store.devices.count({})).toBe(0);
    if (before.length > 0) {
      expect(store.condition).toMatchObject({ kind: 'repaired', salvagedDevices: 0 });
      expect(readFileSync(store.condition.setAside ?? '')).toEqual(before);
    } else expect(store.condition.kind).toBe('created');
    await store.close();
  });

  it('that was cut short keeps what is left of it', async () => {
    truncateSync(file(), statSync(file()).size - 20 * 8192);
    const { store, salvaged } = await repaired();
    expect(salvaged).toBeGreaterThan(0);
    expect(await store.connections.google()).toEqual(CONNECTION);
    await store.close();
  });

  it('ends a run that was going on: its marks are lost', async () => {
    const store = await openTestStore(file());
    await store.runs.start({ run: newRun('r2'), partitions: EVERYTHING, generation: 1 });
    await store.close();
    garble(leavesOf('settings'));
    const { store: after } = await repaired();
    expect(await after.runs.get('r2')).toMatchObject({ state: 'failed', reason: 'store_failed' });
    expect(await after.runs.unfinished(CONNECTION.id)).toBeNull();
    await after.close();
  });

  it('set aside twice within a second keeps both', async () => {
    garble([1]);
    await (await openTestStore(file())).close();
    garble([1]);
    await (await openTestStore(file())).close();
    expect(readdirSync(folder.path).filter((name) => /damaged-[^.]*\d$/.test(name))).toHaveLength(2);
    expect(existsSync(`${file()}.damaged`)).toBe(false);
  });
});

describe('commands in a damaged file', () => {
  const names = Array.from({ length: 400 }, (_, index) => `d${index}`);
  const next = () => claim(connected, { restart: 10 });
  let connected: Awaited<ReturnType<typeof openTestStore>>;

  beforeEach(async () => {
    const store = await openTestStore(file());
    await createQueued(store, 'c1', names);
    await claim(store, { restart: 2 });
    await store.commands.move({ moves: [{ id: 1, outcome: outcome('acknowledged') }], at: T0 });
    await create(store, 'c2', ['x']);
    // What a bar has stopped would go on by itself; what was saved must not.
    await createQueued(store, 'c3', ['y']);
    await store.commands.pause({ commandId: 'c3', reason: 'reconnect_needed', audit: null });
    await store.close();
  });
  afterEach(() => connected.close());

  it('are saved with the log, and send nothing until a person lets them', async () => {
    garble(leavesOf('settings'));
    connected = (await repaired()).store;
    expect((await connected.commands.get('c1'))?.counts).toMatchObject({
      queued: 398,
      sending: 1,
      acknowledged: 1,
    });
    await connected.commands.release({ commandId: 'c2', at: T0, audit: auditDraft('command.released') });
    expect(await connected.commands.resumeBarred(CONNECTION.id)).toEqual([]);
    expect(await next()).toBeNull();
    expect((await connected.commands.list({ limit: 9 })).map(({ paused }) => paused)).toEqual(
      Array.from({ length: 3 }, () => 'file_restored'),
    );
    await connected.commands.pause({ commandId: 'c2', reason: null, audit: null });
    expect((await next())?.command.id).toBe('c2');
    expect(await states(connected, 'c2')).toEqual({ x: 'sending' });
    expect(await connected.audit.verify()).toMatchObject({ rows: 6, broken: null });
  });

  it('lose only the targets in the pages that cannot be read, and count what is left', async () => {
    const leaves = leavesOf('command_targets');
    expect(leaves.length).toBeGreaterThan(10);
    garble([leaves[3], leaves[4]].filter((page) => page !== undefined));
    writeFileSync(`${file()}.damaged`, 'met in use');
    connected = (await repaired()).store;
    const command = await connected.commands.get('c1');
    const { total } = await connected.commands.targets({ commandId: 'c1', offset: 0, limit: 1, text: 'd' });
    expect(command?.total).toBe(total);
    expect(total).toBeGreaterThan(300);
    expect(total).toBeLessThan(400);
    expect(command?.counts).toMatchObject({ queued: total - 2, sending: 1, acknowledged: 1 });
  });

  it('leave the log to name a row that was lost', async () => {
    const store = await openTestStore(file());
    for (let row = 0; row < 200; row += 1) await store.audit.append(auditDraft('sync.started'));
    await store.close();
    const leaves = leavesOf('audit');
    expect(leaves.length).toBeGreaterThan(3);
    garble([leaves[1]].filter((page) => page !== undefined));
    writeFileSync(`${file()}.damaged`, 'met in use');
    connected = (await repaired()).store;
    expect((await connected.audit.verify()).broken?.problem).toBe('missing');
    await connected.audit.append(auditDraft('sync.started'));
    expect((await connected.audit.list({ filter: {}, before: null, limit: 1 })).rows[0]?.seq).toBe(206);
  });
});
