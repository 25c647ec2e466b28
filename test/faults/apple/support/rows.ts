import Database from 'better-sqlite3';
import { z } from 'zod';

/** Reads rows of a workspace’s file past the product. */
export function rowsOf<Row extends z.ZodRawShape>(
  folder: string,
  shape: Row,
  sql: string,
  ...values: (string | number)[]
): z.infer<z.ZodObject<Row>>[] {
  return look(folder, (db) => z.array(z.object(shape)).parse(db.prepare(sql).all(...values)));
}

/** What is wrong with the file as a whole. */
export function damageOf(folder: string): unknown[] {
  return look(folder, (db) => [
    ...z.array(z.string()).parse(db.prepare('PRAGMA integrity_check').pluck().all()),
    ...db.prepare('PRAGMA foreign_key_check').all(),
  ]).filter((problem) => problem !== 'ok');
}

function look<Result>(folder: string, read: (db: Database.Database) => Result): Result {
  const db = new Database(`${folder}/muster.db`, { fileMustExist: true });
  try {
    return read(db);
  } finally {
    db.close();
  }
}
