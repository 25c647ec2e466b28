import type { Db } from '../database/connect.ts';
import type { Sighting } from '../history/sightings.ts';
import { writeVanished } from '../history/write-run.ts';
import type { RunRow } from './run-rows.ts';

/** Where the devices go that a run did not see; emptied by `settleUnseen`. */
export function prepareUnseen(db: Db): void {
  db.exec(`CREATE TEMP TABLE IF NOT EXISTS unseen (device INTEGER PRIMARY KEY, age INTEGER NOT NULL);
    DELETE FROM temp.unseen;`);
}

/**
 * Settles what becomes of the devices a run did not see: tombstones those that are gone and answers how many,
 * leaves the others with the age they had. Part of a transaction, before the run's own time becomes the age
 * of all others.
 */
export function settleUnseen(
  db: Db,
  run: RunRow,
  gone: string[] | 'all_missing',
  sighting: Sighting,
): number {
  noteUnseen(db, run);
  const vanished = tombstone(db, gone, sighting.at);
  writeVanished(db, sighting);
  db.exec(`UPDATE devices SET checked_at = (SELECT u.age FROM temp.unseen u WHERE u.device = devices.seq)
    WHERE seq IN (SELECT device FROM temp.unseen);`);
  db.prepare(
    `UPDATE devices SET checked_at = NULL WHERE checked_at IS NOT NULL AND vanished_at IS NULL
     AND connection = ? AND seq NOT IN (SELECT device FROM temp.unseen)`,
  ).run(run.connection);
  db.exec('DELETE FROM temp.unseen');
  return vanished;
}

function noteUnseen(db: Db, run: RunRow): void {
  db.prepare(
    `INSERT INTO temp.unseen
     SELECT d.seq, coalesce(d.checked_at, max(d.fetched_at, coalesce(c.verified_at, 0)))
     FROM devices d JOIN connections c ON c.seq = d.connection
     WHERE d.connection = ? AND d.vanished_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM run_seen s WHERE s.run = ? AND s.device = d.seq)`,
  ).run(run.connection, run.seq);
}

/** Tombstoned devices leave the search index with the other changes. */
function tombstone(db: Db, gone: string[] | 'all_missing', at: number): number {
  const named = 'AND provider_id IN (SELECT value FROM json_each(@gone))';
  const bind = gone === 'all_missing' ? { at } : { at, gone: JSON.stringify(gone) };
  const { changes } = db
    .prepare(
      `UPDATE devices SET vanished_at = @at, status = 'archived'
       WHERE seq IN (SELECT device FROM temp.unseen) ${gone === 'all_missing' ? '' : named}`,
    )
    .run(bind);
  db.exec(`INSERT OR IGNORE INTO temp.search_changes SELECT u.device FROM temp.unseen u
    JOIN devices d ON d.seq = u.device WHERE d.vanished_at IS NOT NULL`);
  return changes;
}
