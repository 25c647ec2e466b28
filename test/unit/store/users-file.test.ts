import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { connectWriter } from '../../../electron/store/database/connect.ts';
import { applyMigrations, loadMigrations } from '../../../electron/store/database/migrations.ts';
import { CONNECTION, MIGRATIONS, openTestStore, T0, temporaryFolder } from '../../support/store-fixtures.ts';
import { everybody, imported, keptHere, merge, put } from '../../support/user-fixtures.ts';

let folder: ReturnType<typeof temporaryFolder>;
const file = () => `${folder.path}/store.db`;

beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const OLD_ROWS = `INSERT INTO connections VALUES (1, '${CONNECTION.id}', 'google', 'sign_in', '${CONNECTION.account}',
  'example.org', 'C01', '["a","b"]', NULL, NULL, NULL, ${T0}, 1, ${T0});
INSERT INTO documents VALUES (1, '{}');
INSERT INTO devices (seq, id, connection, platform, provider_id, serial, user, status, search_text, fingerprint,
  document, fetched_at) VALUES (1, 'd1', 1, 'chromeos', 'a', 'A', 'Jo@example.org', 'active', 'a', 'f', 1, ${T0});
INSERT INTO settings VALUES ('theme', '"dark"');`;

/** A file as the program left it that kept history and no users. */
function seedVersion4(): void {
  const early = `${folder.path}/early`;
  mkdirSync(early);
  for (const name of readdirSync(MIGRATIONS).sort().slice(0, 4))
    copyFileSync(`${MIGRATIONS}/${name}`, `${early}/${name}`);
  const db = connectWriter(file());
  applyMigrations(db, loadMigrations(early), T0);
  db.exec(OLD_ROWS);
  db.close();
}

it('a file without users keeps what it has and takes them, with the devices that were theirs before', async () => {
  seedVersion4();
  const store = await openTestStore(file());
  expect(store.condition.kind).toBe('migrated');
  expect(existsSync(`${file()}.version-4.backup`)).toBe(true);
  expect(await store.settings.get('theme')).toBe('"dark"');
  expect(await everybody(store)).toEqual([]);
  expect(await store.users.imports()).toEqual([]);
  await merge(store, [imported('1', 'jo')], { connection: { id: CONNECTION.id, generation: 1 } });
  expect(await everybody(store)).toMatchObject([{ userName: 'jo@example.org', devices: 1 }]);
  expect(await store.checkIntegrity()).toEqual([]);
  await store.close();
});

/** Overwrites some leaf pages of a table with noise. */
function garble(table: string, choose: (pages: number[]) => number[]): void {
  const db = new Database(file(), { readonly: true });
  const leaves = db
    .prepare("SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY path")
    .pluck()
    .all(table)
    .map(Number);
  db.close();
  const handle = openSync(file(), 'r+');
  for (const page of choose(leaves)) writeSync(handle, Buffer.alloc(8192, 0xa5), 0, 8192, (page - 1) * 8192);
  closeSync(handle);
}

it('users in a damaged file are saved but for the pages that cannot be read, and everybody is asked for next', async () => {
  const people = Array.from({ length: 400 }, (_, place) => imported(`x${place}`, `name${place}`));
  const store = await openTestStore(file());
  await merge(store, people, { at: T0 });
  await put(store, keptHere('me', { notes: 'mine' }));
  await store.close();
  garble('users', (pages) => pages.slice(2, 4));
  writeFileSync(`${file()}.damaged`, 'met in use');
  const repaired = await openTestStore(file());
  expect(repaired.condition.kind).toBe('repaired');
  expect(await repaired.checkIntegrity()).toEqual([]);
  const { total } = await repaired.users.window({
    filter: {},
    sort: { column: 'displayName', direction: 'ascending' },
    offset: 0,
    limit: 1,
  });
  expect(total).toBeGreaterThan(200);
  expect(total).toBeLessThan(401);
  expect(await repaired.users.byUserNames(['me'])).toMatchObject([{ id: 'id-me', notes: 'mine' }]);
  expect(await repaired.users.imports()).toMatchObject([{ result: { added: 400 }, wholeAt: null }]);
  expect(await merge(repaired, people, { at: T0 + 1 })).toMatchObject({
    added: 401 - total,
    changed: 0,
    gone: 0,
  });
  await repaired.close();
});
