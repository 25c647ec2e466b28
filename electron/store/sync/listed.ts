import type { Db } from '../database/connect.ts';
import type { RunRow } from './run-rows.ts';

/** Which devices a direct run has written, while the index that would tell is taken away. */
export interface ListedDevices {
  /** Before each page: makes sure that they are this run's. */
  begin(run: RunRow): void;
  /** The device's number, when it was listed before. */
  find(providerId: string): number | undefined;
  /** False when it was listed before: then `find` knows its number. */
  add(providerId: string, seq: number): boolean;
}

/**
 * Keeps them in a temporary table: a page of scattered ids would touch half of an index in the file, and the
 * log would hold it again for each page. Filled from the fleet when a run is resumed; a page rolled back is
 * rolled back here too.
 */
export function listedDevices(db: Db): ListedDevices {
  db.exec(`CREATE TEMP TABLE IF NOT EXISTS listed (provider_id TEXT PRIMARY KEY, seq INTEGER NOT NULL)
      WITHOUT ROWID;
    CREATE TEMP TABLE IF NOT EXISTS listed_run (run INTEGER PRIMARY KEY);`);
  const isCurrent = db.prepare<[number], number>('SELECT 1 FROM temp.listed_run WHERE run = ?').pluck();
  const find = db.prepare<[string], number>('SELECT seq FROM temp.listed WHERE provider_id = ?').pluck();
  const add = db.prepare('INSERT OR IGNORE INTO temp.listed VALUES (?, ?)');
  return {
    begin: (run) => {
      if (isCurrent.get(run.seq) === undefined) fill(db, run);
    },
    find: (providerId) => find.get(providerId),
    add: (providerId, seq) => add.run(providerId, seq).changes === 1,
  };
}

/** Empties the list when its run has ended. */
export function forgetListed(db: Db): void {
  db.exec('DELETE FROM temp.listed; DELETE FROM temp.listed_run;');
}

function fill(db: Db, run: RunRow): void {
  forgetListed(db);
  db.prepare('INSERT INTO temp.listed_run VALUES (?)').run(run.seq);
  db.prepare(
    `INSERT INTO temp.listed SELECT provider_id, seq FROM devices NOT INDEXED WHERE connection = ?
     ORDER BY provider_id`,
  ).run(run.connection);
}
