import type { Db } from '../database/connect.ts';

/** Takes away the indexes a first fill does better without: made once at its end, they cost half as much. */
export function deferIndexes(db: Db): void {
  const deferred = db
    .prepare<[], { name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND name GLOB 'devices_by_*'",
    )
    .all();
  const note = db.prepare('INSERT OR REPLACE INTO deferred_indexes (name, sql) VALUES (?, ?)');
  for (const { name, sql } of deferred) {
    note.run(name, sql);
    db.exec(`DROP INDEX "${name}"`);
  }
}

/** Makes the deferred indexes again; nothing to do when there are none. Part of a transaction. */
export function restoreIndexes(db: Db): void {
  const deferred = db.prepare<[], string>('SELECT sql FROM deferred_indexes').pluck().all();
  for (const sql of deferred) db.exec(sql);
  db.exec('DELETE FROM deferred_indexes');
}
