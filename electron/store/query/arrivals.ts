import type { Db } from '../database/connect.ts';

/**
 * The fleet in the order of its serials while a first fill is on and the index over them is taken away: a
 * temporary table of the reader's own, that takes in what arrived since it was last asked for.
 */
export interface Arrivals {
  /** Brings the table up to date; false when no first fill is on: then the file's own indexes serve. */
  takeIn(): boolean;
  /** To be called when anyone has committed. */
  notice(): void;
}

export function arrivals(db: Db): Arrivals {
  db.exec(`CREATE TEMP TABLE arrivals (serial TEXT COLLATE NOCASE, seq INTEGER NOT NULL);
    CREATE INDEX temp.arrivals_by_serial ON arrivals (serial, seq);`);
  const fillingRun = db
    .prepare<[], string>('SELECT id FROM sync_runs WHERE direct = 1 AND holds_rows = 1 LIMIT 1')
    .pluck();
  const take = db.prepare('INSERT INTO temp.arrivals SELECT serial, seq FROM devices WHERE seq > ?');
  const lastSeq = db.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM devices').pluck();
  let run: string | undefined;
  let taken = 0;
  return {
    takeIn: () => {
      if (run === undefined) return false;
      const last = lastSeq.get() ?? 0;
      if (last > taken) take.run(taken);
      taken = last;
      return true;
    },
    notice: () => {
      const current = fillingRun.get();
      if (current === run) return;
      run = current;
      taken = 0;
      db.exec('DELETE FROM temp.arrivals');
    },
  };
}
