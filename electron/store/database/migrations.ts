import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MusterError } from '../../model/errors.ts';
import { APPLICATION_ID, type Db, pragmaNumber } from './connect.ts';

export interface Migration {
  version: number;
  name: string;
  sql: string;
  /** SHA-256 of the text with Unix line ends, so that a checkout on Windows is the same migration. */
  checksum: string;
}

const FILE_NAME = /^(\d{4})-[a-z0-9-]+\.sql$/;
const LEDGER = `CREATE TABLE IF NOT EXISTS schema_migrations (
  version INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at INTEGER NOT NULL
) STRICT`;

/** The numbered files of a folder, in order. Throws `internal` when a number is missing or twice there. */
export function loadMigrations(folder: string): Migration[] {
  const names = readdirSync(folder).filter((name) => FILE_NAME.test(name));
  return names.sort().map((name, index) => {
    const version = Number(name.slice(0, 4));
    if (version !== index + 1)
      throw new MusterError('internal', { reason: `migration ${name} out of order` });
    const sql = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n');
    return { version, name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
  });
}

/** The version a file is at; 0 for a new one. */
export function schemaVersion(db: Db): number {
  return pragmaNumber(db, 'user_version');
}

/**
 * Refuses a file that this program must not touch: `store_newer_version` when a later Muster wrote it,
 * `store_foreign_migration` when it is another program's or one of its migrations is not ours.
 */
export function assertOurs(db: Db, migrations: Migration[], path: string): void {
  const tables = db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get();
  if (tables === 0) return;
  if (pragmaNumber(db, 'application_id') !== APPLICATION_ID) {
    throw new MusterError('store_foreign_migration', { path, migration: 'none' });
  }
  const version = schemaVersion(db);
  if (version > migrations.length) {
    throw new MusterError('store_newer_version', { path, version, known: migrations.length });
  }
  const applied = db
    .prepare<[], { version: number; name: string; checksum: string }>(
      'SELECT version, name, checksum FROM schema_migrations ORDER BY version',
    )
    .all();
  if (applied.length !== version)
    throw new MusterError('store_foreign_migration', { path, migration: 'none' });
  for (const { version: number, name, checksum } of applied) {
    if (migrations[number - 1]?.checksum !== checksum) {
      throw new MusterError('store_foreign_migration', { path, migration: name });
    }
  }
}

/** Applies what is missing in one transaction; a failure leaves the file as it was. */
export function applyMigrations(db: Db, migrations: Migration[], now: number): void {
  db.pragma('foreign_keys = OFF');
  try {
    db.transaction(() => {
      db.pragma(`application_id = ${APPLICATION_ID}`);
      db.exec(LEDGER);
      const note = db.prepare('INSERT INTO schema_migrations VALUES (?, ?, ?, ?)');
      for (const { version, name, sql, checksum } of migrations.slice(schemaVersion(db))) {
        db.exec(sql);
        note.run(version, name, checksum, now);
        db.pragma(`user_version = ${version}`);
      }
      const broken = db.prepare('SELECT count(*) FROM pragma_foreign_key_check').pluck().get();
      if (broken !== 0) throw new MusterError('internal', { reason: 'a migration broke a reference' });
    }).immediate();
  } finally {
    db.pragma('foreign_keys = ON');
  }
}
