import type { FleetAt } from '../../model/history.ts';
import type { Db } from '../database/connect.ts';

/** How much of the past an instant leaves to be undone. */
export interface Past {
  /** History up to this row had happened by then; null when nothing is known of then. */
  lastRow: number | null;
  since: number | null;
  run: FleetAt['run'];
}

/** By the numbers of sightings, which rise even when a clock is set back. */
const BEGINNING = `SELECT seq, at FROM sightings WHERE run IS NOT NULL AND whole = 1 ORDER BY seq LIMIT 1`;
const LATEST = `SELECT seq, last_row AS lastRow FROM sightings WHERE at <= ? AND seq >= ? ORDER BY seq DESC LIMIT 1`;
const RUN = `SELECT r.id, r.ended_at AS endedAt FROM sightings g JOIN sync_runs r ON r.seq = g.run
  WHERE g.whole = 1 AND g.seq <= ? ORDER BY g.seq DESC LIMIT 1`;

/** Finds out what was known at an instant (ms UTC). */
export function pastReader(db: Db): (at: number) => Past {
  const beginning = db.prepare<[], { seq: number; at: number }>(BEGINNING);
  const latest = db.prepare<[number, number], { seq: number; lastRow: number }>(LATEST);
  const runOf = db.prepare<[number], NonNullable<FleetAt['run']>>(RUN);
  return (at) => {
    const first = beginning.get();
    if (first === undefined) return { lastRow: null, since: null, run: null };
    const known = latest.get(at, first.seq);
    if (known === undefined) return { lastRow: null, since: first.at, run: null };
    return { lastRow: known.lastRow, since: first.at, run: runOf.get(known.seq) ?? null };
  };
}
