import { MusterError } from '../../model/errors.ts';
import type { Db } from '../database/connect.ts';
import { PRESENCE } from './fields.ts';

interface RunPlace {
  connection: number;
  lastRow: number;
}

const RUN_PLACE = `SELECT g.connection, g.last_row AS lastRow FROM sightings g JOIN sync_runs r ON r.seq = g.run
  WHERE r.id = ? AND r.state = 'complete' AND g.whole = 1`;
const TABLES = `CREATE TEMP TABLE IF NOT EXISTS diff_changes (
    device INTEGER NOT NULL, what TEXT NOT NULL, before TEXT, after TEXT, PRIMARY KEY (device, what)
  ) WITHOUT ROWID;
  CREATE TEMP TABLE IF NOT EXISTS diff_devices (device INTEGER PRIMARY KEY, kind TEXT NOT NULL);
  CREATE TEMP TABLE IF NOT EXISTS diff_kept (runs TEXT PRIMARY KEY);`;
/** The first and the last row of each device and field, or of its presence, between two lists. */
const SPANS = `SELECT device, iif(what IN (${PRESENCE.map((what) => `'${what}'`).join(', ')}), 'presence',
      iif(what = 'reregistered', 'enrolledAt', what)) AS what, min(seq) AS first, max(seq) AS last
    FROM history WHERE seq > @from AND seq <= @to AND connection = @connection GROUP BY 1, 2`;
const CHANGES = `INSERT INTO temp.diff_changes
  SELECT s.device, s.what, iif(s.what = 'presence', f.what, f.before), iif(s.what = 'presence', l.what, l.after)
  FROM (${SPANS}) s CROSS JOIN history f ON f.seq = s.first CROSS JOIN history l ON l.seq = s.last
  WHERE s.what = 'presence' OR f.before IS NOT l.after`;
/** Who was there in the later list and not in the earlier one, the reverse, and those there in both. */
const DEVICES = `INSERT INTO temp.diff_devices
  SELECT device, CASE WHEN there = 1 AND was = 'registered' THEN 'added'
      WHEN there = 1 AND was = 'returned' THEN 'returned'
      WHEN there = 0 THEN 'vanished' ELSE 'changed' END
  FROM (SELECT device, max(iif(what = 'presence', before, NULL)) AS was,
      max(iif(what = 'presence', after <> 'vanished', NULL)) AS there,
      sum(what <> 'presence') AS changes FROM temp.diff_changes GROUP BY device)
  WHERE iif(was IS NULL OR was = 'vanished' AND there = 1, changes > 0, was = 'vanished' OR there = 1)`;
/** What came or went has no single values to compare. */
const TIDY = `DELETE FROM temp.diff_changes WHERE what = 'presence' OR device NOT IN
  (SELECT device FROM temp.diff_devices WHERE kind IN ('changed', 'returned'))`;

/**
 * Fills `temp.diff_devices` and `temp.diff_changes` with the difference of two runs, in either order. The newest one
 * is kept, so that its pages and filters need no new reckoning: what happened between two runs never changes. Throws
 * `not_found` for a run that is not complete, or older than what is kept.
 */
export function diffTables(db: Db): (from: string, to: string) => void {
  db.exec(TABLES);
  // Noted in a table: a read that fails takes back what it has filled, and the note with it.
  const isKept = db.prepare<[string], number>('SELECT 1 FROM temp.diff_kept WHERE runs = ?').pluck();
  const keep = db.prepare('INSERT INTO temp.diff_kept VALUES (?)');
  return (from, to) => {
    const [one, other] = [placeOfRun(db, from), placeOfRun(db, to)];
    if (one.connection !== other.connection) throw new MusterError('not_found', { id: to });
    const runs = [from, to].sort().join(' ');
    if (isKept.get(runs) !== undefined) return;
    db.exec('DELETE FROM temp.diff_changes; DELETE FROM temp.diff_devices; DELETE FROM temp.diff_kept;');
    const [earlier, later] = [one.lastRow, other.lastRow].sort((a, b) => a - b);
    db.prepare(CHANGES).run({ from: earlier, to: later, connection: one.connection });
    db.exec(`${DEVICES}; ${TIDY};`);
    keep.run(runs);
  };
}

function placeOfRun(db: Db, id: string): RunPlace {
  const place = db.prepare<[string], RunPlace>(RUN_PLACE).get(id);
  if (place === undefined) throw new MusterError('not_found', { id });
  return place;
}
