import type { Db } from '../database/connect.ts';

/** Takes away the indexes a first fill does better without: made once at its end, they cost half as much. */
export function deferIndexes(db: Db): void {
  const deferred = db
    .prepare<[], { name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND name GLOB 'devices_by_*' ORDER BY rowid",
    )
    .all();
  const note = db.prepare('INSERT INTO deferred_indexes (name, sql) VALUES (?, ?)');
  for (const { name, sql } of deferred) {
    note.run(name, sql);
    db.exec(`DROP INDEX "${name}"`);
  }
}

/** Makes the next of the deferred indexes; false when there was none. Part of a transaction. */
export function restoreIndex(db: Db): boolean {
  const next = db
    .prepare<[], Deferred>('SELECT number, sql FROM deferred_indexes ORDER BY number LIMIT 1')
    .get();
  if (next !== undefined) restore(db, next);
  return next !== undefined;
}

/** Makes those that the list and a later run cannot do without. Part of a transaction. */
export function restoreNeededIndexes(db: Db): void {
  const needed = db.prepare<[], Deferred>(
    `SELECT number, sql FROM deferred_indexes
     WHERE name IN ('devices_by_provider', 'devices_by_connection', 'devices_by_serial')`,
  );
  for (const index of needed.all()) restore(db, index);
}

/** Makes all of them. Part of a transaction. */
export function restoreIndexes(db: Db): void {
  while (restoreIndex(db));
}

interface Deferred {
  number: number;
  sql: string;
}

function restore(db: Db, { number, sql }: Deferred): void {
  db.exec(sql);
  db.prepare('DELETE FROM deferred_indexes WHERE number = ?').run(number);
}
