import { existsSync, statSync } from 'node:fs';
import { connectReader, type Db } from './connect.ts';
import { storeError } from './errors.ts';
import { damageMark } from './files.ts';
import { lengthByHeader } from './header.ts';

/** Small tables that nobody can sync again; they are read whole at each start. */
const PRECIOUS = ['connections', 'settings', 'secrets', 'sync_runs', 'run_partitions', 'store_state'];

/**
 * What is wrong with a file, as far as it shows within a few milliseconds: its header, its length, its schema
 * and the small tables. The fleet's rows are left to `checkWhole`.
 */
export function findDamage(file: string): string[] {
  if (existsSync(damageMark(file))) return ['damage met while in use'];
  const header = headerDamage(file);
  if (header !== null) return [header];
  let db: Db | null = null;
  try {
    db = connectReader(file);
    const known = new Set(db.prepare<[], string>('SELECT name FROM sqlite_schema').pluck().all());
    const reader = db;
    return PRECIOUS.filter((table) => known.has(table)).flatMap((table) => quickCheck(reader, table));
  } catch (error) {
    const { code, message } = storeError(error, file);
    if (code !== 'store_damaged') throw error;
    return [message];
  } finally {
    db?.close();
  }
}

/** Reads the whole file; answers what is wrong with it. Takes about a second per 300 MB. */
export function checkWhole(db: Db): string[] {
  try {
    const problems = db.prepare<[], string>('PRAGMA integrity_check(20)').pluck().all();
    return problems.filter((problem) => problem !== 'ok');
  } catch (error) {
    // Some damage ends the check itself.
    const { code, message } = storeError(error, db.name);
    if (code !== 'store_damaged') throw error;
    return [message];
  }
}

function quickCheck(db: Db, table: string): string[] {
  const problems = db.prepare<[], string>(`PRAGMA quick_check('${table}')`).pluck().all();
  return problems.filter((problem) => problem !== 'ok');
}

/** Looks at the first bytes by itself: SQLite would take an emptied file for a new one. */
function headerDamage(file: string): string | null {
  const { size } = statSync(file);
  const walSize = statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0 && walSize === 0) return null;
  const length = lengthByHeader(file);
  if (length === null) return 'not a database';
  return walSize === 0 && size < length ? 'cut short' : null;
}
