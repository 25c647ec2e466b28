import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MusterError } from '../../electron/model/errors.ts';
import type { Store } from '../../electron/store/contract.ts';
import { openStore } from '../../electron/store/open-store.ts';
import { fleetRecord } from '../bench/store-fleet.ts';
import {
  CONNECTION,
  commitPages,
  EVERYTHING,
  MIGRATIONS,
  newRun,
  openTestStore,
  syncAll,
  temporaryFolder,
  WORKER,
} from '../support/store-fixtures.ts';

const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
const NEXT = String(readdirSync(MIGRATIONS).length + 1).padStart(4, '0');
let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const page = (index: number) => [Array.from({ length: 300 }, (_, place) => fleetRecord(index * 300 + place))];

/** Commits pages until one is refused; answers how many went in and the refusal. */
async function fillUntilRefused(store: Store): Promise<{ pages: number; error: unknown }> {
  for (let pages = 0; ; pages += 1) {
    try {
      await commitPages(store, 'r1', page(pages));
    } catch (error) {
      return { pages, error };
    }
  }
}

describe.runIf(isRoot)('a disk of a few megabytes', () => {
  let disk: string;
  const remount = (options: string) => execFileSync('mount', ['-o', `remount,${options}`, disk]);
  beforeEach(() => {
    disk = `${folder.path}/disk`;
    mkdirSync(disk);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', disk]);
  });
  afterEach(() => {
    execFileSync('umount', [disk]);
  });

  it('that is full is said to be full; what was committed stays, and goes on when there is room', async () => {
    const file = `${disk}/store.db`;
    const store = await openTestStore(file);
    await store.connections.saveGoogle(CONNECTION);
    await store.runs.start({ run: newRun('r1'), partitions: EVERYTHING, generation: 1 });
    const { pages, error } = await fillUntilRefused(store);
    expect(error).toMatchObject({ code: 'disk_full', details: { path: file } });
    expect(pages).toBeGreaterThan(1);
    expect(await store.devices.count({})).toBe(pages * 300);
    expect(await store.runs.get('r1')).toMatchObject({ state: 'running', seen: pages * 300, pages });
    remount('size=64m');
    await commitPages(store, 'r1', page(pages));
    expect(await store.devices.count({})).toBe((pages + 1) * 300);
    expect(await store.checkIntegrity()).toEqual([]);
    await store.close();
  });

  it('that is full before a migration leaves the file as it was', async () => {
    const file = `${disk}/store.db`;
    const store = await openTestStore(file);
    await store.connections.saveGoogle(CONNECTION);
    await syncAll(store, 'r1', page(0));
    await store.close();
    const migrationsDir = `${folder.path}/migrations`;
    execFileSync('cp', ['-r', MIGRATIONS, migrationsDir]);
    writeFileSync(`${migrationsDir}/${NEXT}-more.sql`, 'CREATE TABLE more (a TEXT) STRICT;');
    const before = readFileSync(file);
    writeFileSync(`${disk}/ballast`, Buffer.alloc(6_000_000 - before.length - 200_000));
    await expect(openStore({ file, migrationsDir, workerUrl: WORKER })).rejects.toMatchObject({
      code: 'disk_full',
    });
    expect(readFileSync(file)).toEqual(before);
  });

  it('that cannot be written is said to be read-only', async () => {
    const file = `${disk}/store.db`;
    await (await openTestStore(file)).close();
    const before = readFileSync(file);
    remount('ro');
    await expect(openTestStore(file)).rejects.toMatchObject({ code: 'folder_read_only' });
    await expect(openTestStore(`${disk}/new/store.db`)).rejects.toMatchObject({ code: 'folder_read_only' });
    expect(readFileSync(file)).toEqual(before);
  });
});

describe('another program', () => {
  it('that holds the file makes writes fail as busy, and reads go on', async () => {
    const file = `${folder.path}/store.db`;
    const store = await openTestStore(file);
    await store.settings.set('a', '1');
    const other = new Database(file);
    other.exec('BEGIN IMMEDIATE');
    await expect(store.settings.set('a', '2')).rejects.toMatchObject({ code: 'store_busy' });
    expect(await store.settings.get('a')).toBe('1');
    other.exec('ROLLBACK');
    await store.settings.set('a', '3');
    expect(await store.settings.get('a')).toBe('3');
    other.close();
    await store.close();
  });
});

describe('a store thread that dies', () => {
  it('fails the calls it owed and all later ones, and is reported', async () => {
    const worker = `${folder.path}/dying-worker.mjs`;
    const real = WORKER.href;
    writeFileSync(
      worker,
      `import { parentPort, workerData } from 'node:worker_threads';
       if (workerData.role === 'reader') await import(${JSON.stringify(real)});
       else {
         parentPort.on('message', ({ method }) => { if (method === 'settings.set') process.exit(3); });
         await import(${JSON.stringify(real)});
       }`,
    );
    const failures: MusterError[] = [];
    const store = await openStore({
      file: `${folder.path}/store.db`,
      migrationsDir: MIGRATIONS,
      workerUrl: pathToFileURL(worker),
      onFailure: (error) => failures.push(error),
    });
    await expect(store.settings.set('a', '1')).rejects.toMatchObject({ code: 'internal' });
    await expect(store.settings.delete('a')).rejects.toMatchObject({ code: 'internal' });
    expect(failures).toHaveLength(1);
    expect(await store.settings.get('b')).toBeNull();
    await store.close();
  });
});
