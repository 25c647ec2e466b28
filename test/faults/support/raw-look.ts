import Database from 'better-sqlite3';
import { z } from 'zod';

/** What a workspace's file holds, read past the product: a kill must leave this sound. */
export interface RawLook {
  /** What SQLite finds wrong with the whole file. */
  damage: string[];
  /** Provider ids of the devices shown, each row once. */
  ids: string[];
  /** The newest run; `marked` counts the devices it has listed: what a direct run lists is in the fleet by that. */
  run: { id: string; state: string; seen: number; pages: number; marked: number };
}

const runSchema = z.object({
  id: z.string(),
  state: z.string(),
  seen: z.number(),
  pages: z.number(),
  marked: z.number(),
});

/** Reads the file as it was left. */
export function lookAt(file: string): RawLook {
  const db = new Database(file, { fileMustExist: true });
  try {
    const problems = z.array(z.string()).parse(db.prepare('PRAGMA integrity_check').pluck().all());
    const broken = db.prepare('PRAGMA foreign_key_check').all();
    const ids = db.prepare('SELECT provider_id FROM devices WHERE vanished_at IS NULL').pluck().all();
    const run = db
      .prepare(
        `SELECT id, state, seen, pages, CASE WHEN direct THEN (SELECT count(*) FROM devices)
           ELSE (SELECT count(*) FROM run_seen WHERE run = sync_runs.seq) END AS marked
         FROM sync_runs ORDER BY seq DESC LIMIT 1`,
      )
      .get();
    return {
      damage: [
        ...problems.filter((problem) => problem !== 'ok'),
        ...broken.map((row) => JSON.stringify(row)),
      ],
      ids: z.array(z.string()).parse(ids),
      run: run === undefined ? NONE : runSchema.parse(run),
    };
  } finally {
    db.close();
  }
}

const NONE = { id: '', state: 'none', seen: 0, pages: 0, marked: 0 };
