import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectWriter } from '../../../electron/store/database/connect.ts';
import { applyMigrations, loadMigrations } from '../../../electron/store/database/migrations.ts';
import { openStore } from '../../../electron/store/open-store.ts';
import { createQueued, states } from '../../support/command-fixtures.ts';
import {
  CONNECTION,
  MIGRATIONS,
  openTestStore,
  syncAll,
  T0,
  temporaryFolder,
  WORKER,
} from '../../support/store-fixtures.ts';

const NEXT = String(readdirSync(MIGRATIONS).length + 1).padStart(4, '0');
const SPLIT_USER = `ALTER TABLE connections ADD COLUMN nickname TEXT;
UPDATE connections SET nickname = upper(account);`;

let folder: ReturnType<typeof temporaryFolder>;
const file = () => `${folder.path}/store.db`;
const later = () => `${folder.path}/migrations`;
const openLater = () => openStore({ file: file(), migrationsDir: later(), workerUrl: WORKER });

beforeEach(() => {
  folder = temporaryFolder();
  mkdirSync(later());
  cpSync(MIGRATIONS, later(), { recursive: true });
});
afterEach(() => folder.remove());

/** A file at the newest version there is, with a connection and two devices. */
async function seed(): Promise<Buffer> {
  const store = await openTestStore(file());
  await store.connections.saveGoogle(CONNECTION);
  await syncAll(store, 'r1', [
    [
      { deviceId: 'a', serialNumber: 'A' },
      { deviceId: 'b', serialNumber: 'B' },
    ],
  ]);
  await store.finishIndexes();
  await store.close();
  return readFileSync(file());
}

const OLD_ROWS = `INSERT INTO connections VALUES (1, '${CONNECTION.id}', 'google', 'sign_in', '${CONNECTION.account}',
  'example.org', 'C01', '["a","b"]', NULL, NULL, NULL, ${T0}, 1, NULL);
INSERT INTO documents VALUES (1, '{"deviceId":"a","serialNumber":"A","annotatedUser":"Jo"}');
INSERT INTO devices (seq, id, connection, platform, provider_id, serial, user, status, search_text, fingerprint,
  document, fetched_at) VALUES (1, 'd1', 1, 'chromeos', 'a', 'A', 'Jo', 'active', 'a', 'f', 1, ${T0});
INSERT INTO settings VALUES ('theme', '"dark"');`;

/** A file as the program with the first so many migrations left it, with a connection and a device. */
function seedVersion(version: number): void {
  const early = `${folder.path}/early`;
  mkdirSync(early);
  for (const name of readdirSync(MIGRATIONS).sort().slice(0, version)) {
    copyFileSync(`${MIGRATIONS}/${name}`, `${early}/${name}`);
  }
  const db = connectWriter(file());
  applyMigrations(db, loadMigrations(early), T0);
  db.exec(OLD_ROWS);
  db.close();
}

describe('a file without commands', () => {
  it('keeps what it has and takes commands and a log', async () => {
    seedVersion(2);
    const store = await openTestStore(file());
    expect(store.condition.kind).toBe('migrated');
    expect(existsSync(`${file()}.version-2.backup`)).toBe(true);
    expect(await store.connections.google()).toEqual(CONNECTION);
    expect(await store.settings.get('theme')).toBe('"dark"');
    expect(await store.devices.facts(['d1'])).toMatchObject([
      { providerId: 'a', annotations: { user: 'Jo', notes: null } },
    ]);
    expect(await store.commands.list({ limit: 9 })).toEqual([]);
    expect(await store.audit.verify()).toEqual({ rows: 0, head: null, broken: null });
    await createQueued(store, 'c1', ['a']);
    expect(await states(store, 'c1')).toEqual({ a: 'queued' });
    expect((await store.audit.verify()).rows).toBe(2);
    expect(await store.checkIntegrity()).toEqual([]);
    await store.close();
  });
});

describe('a file of an earlier version', () => {
  it('is brought up to date with all its rows, after a copy was made', async () => {
    const before = await seed();
    writeFileSync(`${later()}/${NEXT}-nickname.sql`, SPLIT_USER);
    const store = await openLater();
    expect(store.condition).toEqual({ kind: 'migrated', setAside: null, salvagedDevices: 0 });
    expect(await store.devices.count({})).toBe(2);
    expect(await store.connections.google()).toEqual(CONNECTION);
    expect(await store.checkIntegrity()).toEqual([]);
    await store.close();
    const db = new Database(file(), { readonly: true });
    expect(db.prepare('SELECT nickname FROM connections').pluck().get()).toBe('ADMIN@EXAMPLE.ORG');
    db.close();
    const copy = `${file()}.version-${Number(NEXT) - 1}.backup`;
    expect(readFileSync(copy).length).toBe(before.length);
    const kept = new Database(copy, { readonly: true });
    expect(kept.prepare('SELECT count(*) FROM devices').pluck().get()).toBe(2);
    expect(kept.pragma('user_version', { simple: true })).toBe(Number(NEXT) - 1);
    kept.close();
  });

  it('stays as it was when the migration fails half-way', async () => {
    await seed();
    writeFileSync(`${later()}/${NEXT}-broken.sql`, `${SPLIT_USER} DELETE FROM devices; SELECT nonsense;`);
    await expect(openLater()).rejects.toMatchObject({ code: 'internal' });
    const store = await openTestStore(file());
    expect(store.condition.kind).toBe('sound');
    expect(await store.devices.count({})).toBe(2);
    await store.close();
  });

  it('is refused when the migration would leave a reference to nothing', async () => {
    await seed();
    writeFileSync(`${later()}/${NEXT}-orphans.sql`, 'UPDATE devices SET connection = 99;');
    await expect(openLater()).rejects.toMatchObject({ code: 'internal' });
    const store = await openTestStore(file());
    expect(await store.devices.count({})).toBe(2);
    await store.close();
  });
});

describe('a file that is not for this program', () => {
  const refused = async (code: string, open = () => openTestStore(file())) => {
    const before = readFileSync(file());
    await expect(open()).rejects.toMatchObject({ code });
    expect(readFileSync(file())).toEqual(before);
    expect(readdirSync(folder.path).filter((name) => name.includes('damaged'))).toEqual([]);
  };

  it('is left alone when a later version wrote it', async () => {
    await seed();
    writeFileSync(`${later()}/${NEXT}-nickname.sql`, SPLIT_USER);
    await (await openLater()).close();
    await refused('store_newer_version');
  });

  it('is left alone when one of its migrations is another than ours', async () => {
    await seed();
    const [first = ''] = readdirSync(later());
    writeFileSync(`${later()}/${first}`, `${readFileSync(`${later()}/${first}`, 'utf8')}\n-- changed`);
    await refused('store_foreign_migration', openLater);
  });

  it('is left alone when it is the database of another program', async () => {
    const db = new Database(file());
    db.exec('CREATE TABLE bookmarks (url TEXT)');
    db.close();
    await refused('store_foreign_migration');
  });
});

describe('migrations', () => {
  it('are the same with the line ends of Windows', async () => {
    await seed();
    for (const name of readdirSync(later())) {
      const path = `${later()}/${name}`;
      writeFileSync(path, readFileSync(path, 'utf8').replaceAll('\n', '\r\n'));
    }
    const store = await openLater();
    expect(store.condition.kind).toBe('sound');
    await store.close();
  });

  it('make a new file in a folder that is not there yet', async () => {
    const store = await openTestStore(`${folder.path}/new/folder/store.db`);
    expect(store.condition.kind).toBe('created');
    await store.close();
    expect(existsSync(`${folder.path}/new/folder/store.db`)).toBe(true);
  });

  it('are refused when a number is missing', async () => {
    writeFileSync(`${later()}/0099-far.sql`, 'SELECT 1;');
    await expect(openLater()).rejects.toMatchObject({ code: 'internal' });
  });
});
