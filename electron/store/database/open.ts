import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { StoreCondition } from '../../model/workspace.ts';
import { findDamage } from './check.ts';
import { connectReader, connectWriter, type Db } from './connect.ts';
import { storeError } from './errors.ts';
import { backupPath } from './files.ts';
import { applyMigrations, assertOurs, loadMigrations, type Migration, schemaVersion } from './migrations.ts';
import { heedClaimMark } from './put-back.ts';
import { repair } from './repair.ts';

export interface OpenedFile {
  db: Db;
  condition: StoreCondition;
}

/**
 * Opens the workspace's file for writing: creates it, brings it to the newest schema after a backup copy, or
 * sets a damaged one aside and saves what can be read. Commands wait for a person where the file is older than what
 * was sent from it. A file that is refused is left untouched.
 * Throws `store_newer_version`, `store_foreign_migration`, `folder_read_only`, `disk_full`, `store_busy`.
 */
export async function openFile(file: string, migrationsDir: string, now: number): Promise<OpenedFile> {
  try {
    mkdirSync(dirname(file), { recursive: true });
    const migrations = loadMigrations(migrationsDir);
    const opened = await openAsItIs(file, migrations, now);
    heedClaimMark(opened.db, file);
    return opened;
  } catch (error) {
    throw storeError(error, file);
  }
}

async function openAsItIs(file: string, migrations: Migration[], now: number): Promise<OpenedFile> {
  if (!existsSync(file)) return create(file, migrations, now);
  return isDamaged(file, migrations)
    ? repair(file, () => create(file, migrations, now).db, now)
    : await migrate(file, migrations, now);
}

function create(file: string, migrations: Migration[], now: number): OpenedFile {
  const db = connectWriter(file);
  applyMigrations(db, migrations, now);
  return { db, condition: { kind: 'created', setAside: null, salvagedDevices: 0 } };
}

/** True when the file cannot be used as it is; throws when it is sound but not ours to touch. */
function isDamaged(file: string, migrations: Migration[]): boolean {
  if (findDamage(file).length > 0) return true;
  const db = connectReader(file);
  try {
    assertOurs(db, migrations, file);
    return false;
  } finally {
    db.close();
  }
}

async function migrate(file: string, migrations: Migration[], now: number): Promise<OpenedFile> {
  const db = connectWriter(file);
  const version = schemaVersion(db);
  const condition: StoreCondition = { kind: 'sound', setAside: null, salvagedDevices: 0 };
  if (version === migrations.length) return { db, condition };
  if (version > 0) await backUp(db, backupPath(file, version));
  applyMigrations(db, migrations, now);
  return { db, condition: { ...condition, kind: version === 0 ? 'created' : 'migrated' } };
}

async function backUp(db: Db, target: string): Promise<void> {
  try {
    await db.backup(target);
  } catch (error) {
    rmSync(target, { force: true });
    throw error;
  }
}
