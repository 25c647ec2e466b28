import Database from 'better-sqlite3';

export type Db = Database.Database;

/** "Must" in the header's application id: a file that is not ours is never migrated. */
export const APPLICATION_ID = 0x4d757374;

const PAGE_BYTES = 8192;
const BUSY_MS = 5000;
/** Pages kept in memory, in KiB. */
const CACHE_KIB = { writer: 16_000, reader: 16_000 };
/** In bytes. A longer log is folded into the file when the writer has time, and then cut to this. */
export const LONG_LOG = 32_000_000;
/** A log of so many pages (256 MB) is folded at once: folding in small pieces would hold up a first fill. */
const CHECKPOINT_PAGES = 32_000;

/** Opens the file for writing, creating it when missing. Throws SQLite's errors as they are. */
export function connectWriter(file: string): Db {
  const db = new Database(file, { timeout: BUSY_MS });
  db.pragma(`page_size = ${PAGE_BYTES}`);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.pragma('foreign_keys = ON');
  db.pragma(`cache_size = -${CACHE_KIB.writer}`);
  // Temporary tables are journalled per transaction too; in a file that costs four times as much.
  db.pragma('temp.journal_mode = MEMORY');
  db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  db.pragma(`journal_size_limit = ${LONG_LOG}`);
  return db;
}

/** Opens the file for reading only. */
export function connectReader(file: string): Db {
  const db = new Database(file, { timeout: BUSY_MS, readonly: true, fileMustExist: true });
  db.pragma(`cache_size = -${CACHE_KIB.reader}`);
  db.pragma('temp.journal_mode = MEMORY');
  return db;
}

/** A pragma's single number. */
export function pragmaNumber(db: Db, name: string): number {
  const value = db.pragma(name, { simple: true });
  return typeof value === 'number' ? value : 0;
}

/** Runs `work` in one immediate transaction that is on the disk before this returns. */
export function durably<Result>(db: Db, work: () => Result): Result {
  db.pragma('synchronous = FULL');
  try {
    return db.transaction(work).immediate();
  } finally {
    db.pragma('synchronous = NORMAL');
  }
}
