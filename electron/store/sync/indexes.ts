import type { Db } from '../database/connect.ts';

/** Takes away the indexes a first fill does better without: made once at its end, they cost half as much. */
export function deferIndexes(db: Db): void {
  const deferred = db
    .prepare<[], { name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND name GLOB 'devices_by_*' ORDER BY rowid",
    )
    .all();
  const note = db.prepare('INSERT INTO deferred_indexes (sql) VALUES (?)');
  for (const { name, sql } of deferred) {
    note.run(sql);
    db.exec(`DROP INDEX "${name}"`);
  }
}

/** Makes the next of the deferred indexes; false when there was none. Part of a transaction. */
export function restoreIndex(db: Db): boolean {
  const next = db
    .prepare<[], { number: number; sql: string }>(
      'SELECT number, sql FROM deferred_indexes ORDER BY number LIMIT 1',
    )
    .get();
  if (next === undefined) return false;
  db.exec(next.sql);
  db.prepare('DELETE FROM deferred_indexes WHERE number = ?').run(next.number);
  return true;
}

/** Makes all of them. Part of a transaction. */
export function restoreIndexes(db: Db): void {
  while (restoreIndex(db));
}
