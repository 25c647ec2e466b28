import type { FleetAt } from '../../model/history.ts';
import type { Db } from '../database/connect.ts';

/** How much of the past an instant leaves to be undone. */
export interface Past {
  /** History up to this row had happened by then; null when nothing is known of then. */
  lastRow: number | null;
  since: number | null;
  run: FleetAt['run'];
  /** Connections of whose devices nothing was known yet. */
  unknown: number[];
}

/** By the numbers of sightings, which rise even when a clock is set back. */
const BEGINNING = `SELECT seq, at FROM sightings WHERE whole = 1 ORDER BY seq LIMIT 1`;
const LATEST = `SELECT seq, last_row AS lastRow FROM sightings WHERE at <= ? AND seq >= ? ORDER BY seq DESC LIMIT 1`;
const RUN = `SELECT r.id, r.ended_at AS endedAt FROM sightings g JOIN sync_runs r ON r.seq = g.run
  WHERE g.whole = 1 AND g.seq <= ? ORDER BY g.seq DESC LIMIT 1`;

const UNKNOWN = `SELECT c.seq FROM connections c WHERE NOT EXISTS
  (SELECT 1 FROM sightings g WHERE g.connection = c.seq AND g.whole = 1 AND g.seq <= ?)`;

/** Finds out what was known at an instant (ms UTC). */
export function pastReader(db: Db): (at: number) => Past {
  const beginning = db.prepare<[], { seq: number; at: number }>(BEGINNING);
  const latest = db.prepare<[number, number], { seq: number; lastRow: number }>(LATEST);
  const runOf = db.prepare<[number], NonNullable<FleetAt['run']>>(RUN);
  const unknownOf = db.prepare<[number], number>(UNKNOWN).pluck();
  return (at) => {
    const first = beginning.get();
    if (first === undefined) return { lastRow: null, since: null, run: null, unknown: [] };
    const known = latest.get(at, first.seq);
    if (known === undefined) return { lastRow: null, since: first.at, run: null, unknown: [] };
    const run = runOf.get(known.seq) ?? null;
    return { lastRow: known.lastRow, since: first.at, run, unknown: unknownOf.all(known.seq) };
  };
}
