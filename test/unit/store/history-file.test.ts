import { closeSync, copyFileSync, mkdirSync, openSync, readdirSync, writeSync } from 'node:fs';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectWriter } from '../../../electron/store/database/connect.ts';
import { applyMigrations, loadMigrations } from '../../../electron/store/database/migrations.ts';
import {
  entries,
  fleetAt,
  HOUR,
  namesAt,
  published,
  record,
  syncAt,
  told,
} from '../../support/history-fixtures.ts';
import { CONNECTION, MIGRATIONS, openTestStore, T0, temporaryFolder } from '../../support/store-fixtures.ts';

let folder: ReturnType<typeof temporaryFolder>;
const file = () => `${folder.path}/store.db`;

beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

/** Two complete runs, of which the later one was cut by an incomplete one, and two devices. */
const OLD_ROWS = `INSERT INTO connections VALUES (1, '${CONNECTION.id}', 'google', 'sign_in', '${CONNECTION.account}',
  'example.org', 'C01', '["a","b"]', NULL, NULL, NULL, ${T0}, 1, ${T0 - HOUR});
INSERT INTO sync_runs (id, connection, generation, trigger, state, started_at, ended_at, resumed, seen, pages, direct,
  holds_rows) VALUES
  ('old1', 1, 1, 'manual', 'complete', ${T0 - 2 * HOUR}, ${T0 - 2 * HOUR + 1}, 0, 2, 1, 1, 0),
  ('old2', 1, 1, 'manual', 'complete', ${T0 - HOUR}, ${T0 - HOUR + 1}, 0, 2, 1, 0, 0),
  ('old3', 1, 1, 'manual', 'incomplete', ${T0}, ${T0 + 1}, 0, 2, 1, 0, 0);
INSERT INTO documents VALUES (1, '{}'), (2, '{}');
INSERT INTO devices (seq, id, connection, platform, provider_id, serial, user, provider_status, status, search_text,
  fingerprint, document, fetched_at) VALUES
  (1, 'd1', 1, 'chromeos', 'a', 'S-a', 'jo', 'ACTIVE', 'active', 's-a', 'f', 1, ${T0}),
  (2, 'd2', 1, 'chromeos', 'b', 'S-b', NULL, 'ACTIVE', 'active', 's-b', 'f', 2, ${T0});`;

/** A file as the program left it that kept commands and no history. */
function seedVersion3(): void {
  const early = `${folder.path}/early`;
  mkdirSync(early);
  for (const name of readdirSync(MIGRATIONS).sort().slice(0, 3)) {
    copyFileSync(`${MIGRATIONS}/${name}`, `${early}/${name}`);
  }
  const db = connectWriter(file());
  applyMigrations(db, loadMigrations(early), T0);
  db.exec(OLD_ROWS);
  db.close();
}

describe('a file without history', () => {
  it('has one from its newest complete run on', async () => {
    seedVersion3();
    const store = await openTestStore(file());
    expect(store.condition.kind).toBe('migrated');
    expect(await told(store)).toEqual([]);
    expect(await fleetAt(store, T0)).toMatchObject({
      since: T0 - HOUR + 1,
      run: { id: 'old2', endedAt: T0 - HOUR + 1 },
      total: 2,
    });
    expect(await namesAt(store, T0 - HOUR)).toEqual([]);
    const bare = { model: undefined, orgUnitPath: undefined, osVersion: undefined };
    await syncAt(store, 'r1', 1, [record('a', { ...bare, annotatedUser: 'eve' })]);
    expect(await told(store)).toEqual(['S-b vanished', 'S-a user jo → eve']);
    expect(await namesAt(store, T0, { text: 'jo' })).toEqual(['a']);
    expect(await namesAt(store, T0, { text: 'eve' })).toEqual([]);
    expect((await fleetAt(store, T0)).rows.map(({ user }) => user)).toEqual(['jo', null]);
    const diff = { filter: {}, offset: 0, limit: 9 };
    expect(await store.history.diff({ from: 'old2', to: 'r1', ...diff })).toMatchObject({
      counts: { added: 0, changed: 1, vanished: 1, returned: 0 },
    });
    await expect(store.history.diff({ from: 'old1', to: 'r1', ...diff })).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await store.checkIntegrity()).toEqual([]);
    await store.close();
  });

  it('and without a complete run begins with the next', async () => {
    seedVersion3();
    const db = new Database(file());
    db.exec("UPDATE sync_runs SET state = 'cancelled'");
    db.close();
    const store = await openTestStore(file());
    expect((await fleetAt(store, T0)).since).toBeNull();
    await syncAt(store, 'r1', 1, [record('a')]);
    expect(await told(store)).toEqual([]);
    expect((await fleetAt(store, published(1))).since).toBe(published(1));
    await store.close();
  });
});

describe('the history of a damaged file', () => {
  const fleet = (version: number) =>
    Array.from({ length: 900 }, (_, place) => record(`d${place}`, { notes: `note ${version}`.repeat(20) }));

  async function damaged(table: string): Promise<void> {
    const store = await openTestStore(file());
    await store.connections.saveGoogle(CONNECTION);
    for (const version of [0, 1]) await syncAt(store, `r${version}`, version, fleet(version));
    await store.finishIndexes();
    await store.close();
    const db = new Database(file(), { readonly: true });
    const leaves = db
      .prepare("SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY path")
      .pluck()
      .all(table);
    db.close();
    const handle = openSync(file(), 'r+');
    writeSync(handle, Buffer.alloc(8192, 0xa5), 0, 8192, (Number(leaves[2]) - 1) * 8192);
    closeSync(handle);
    const open = await openTestStore(file());
    expect((await open.checkIntegrity()).length).toBeGreaterThan(0);
    await open.close();
  }

  it('is saved but for the pages that cannot be read, and no former fleet is made up from it', async () => {
    await damaged('history');
    const store = await openTestStore(file());
    expect(store.condition).toMatchObject({ kind: 'repaired', salvagedDevices: 900 });
    const left = await entries(store, { runId: 'r1' });
    expect(left.length).toBeGreaterThan(100);
    expect(left.length).toBeLessThanOrEqual(500);
    expect(left[0]).toMatchObject({ kind: 'changed', field: 'notes', source: { kind: 'run', runId: 'r1' } });
    expect(await fleetAt(store, published(1))).toEqual({ rows: [], total: 0, since: null, run: null });
    await syncAt(store, 'r2', 2, fleet(1));
    expect(await fleetAt(store, published(1))).toMatchObject({ total: 0, since: published(2) });
    expect((await fleetAt(store, published(2))).total).toBe(900);
    const diff = store.history.diff({ from: 'r0', to: 'r2', filter: {}, offset: 0, limit: 1 });
    await expect(diff).rejects.toMatchObject({ code: 'not_found' });
    await syncAt(store, 'r3', 3, fleet(2).slice(1));
    expect(await told(store, { runId: 'r3', kinds: ['vanished'] })).toEqual(['S-d0 vanished']);
    expect(await store.checkIntegrity()).toEqual([]);
    await store.close();
  });

  it('tells nothing of a device that was lost to one that takes its number', async () => {
    await damaged('devices');
    const store = await openTestStore(file());
    const salvaged = store.condition.salvagedDevices;
    expect(salvaged).toBeLessThan(900);
    let told = 0;
    for await (const batch of store.history.stream({ filter: {} })) told += batch.length;
    expect(told).toBe(salvaged);
    await store.close();
  });
});
