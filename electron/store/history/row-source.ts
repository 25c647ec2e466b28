import type { HistoryEntry, HistoryFilter } from '../../model/history.ts';
import type { Db } from '../database/connect.ts';
import { RANK, type TimelinePlace } from './cursor.ts';
import { fieldOf, kindOf, type What } from './fields.ts';
import { placesOf } from './row-places.ts';
import type { HistoryText } from './text.ts';

/** An entry with its place. */
export interface Placed {
  place: TimelinePlace;
  entry: HistoryEntry;
}
interface Row {
  seq: number;
  at: number;
  what: What;
  before: string | null;
  after: string | null;
  deviceId: string;
  serial: string | null;
  model: string | null;
  runId: string | null;
  commandId: string | null;
}

const ENTRIES = `SELECT h.seq, h.at, h.what, h.before, h.after, d.id AS deviceId, d.serial, d.model,
    r.id AS runId, g.command AS commandId
  FROM (SELECT seq FROM (@places) ORDER BY at DESC, seq DESC LIMIT ?) p
    CROSS JOIN history h ON h.seq = p.seq CROSS JOIN devices d ON d.seq = h.device
    CROSS JOIN sightings g ON g.seq = h.sighting LEFT JOIN sync_runs r ON r.seq = g.run
  ORDER BY h.at DESC, h.seq DESC`;
/** The rows of history after a place, newest first, at most `limit`. */
export function readRows(
  db: Db,
  filter: HistoryFilter,
  text: HistoryText | null,
  after: TimelinePlace | null,
  limit: number,
): Placed[] {
  const places = placesOf(db, filter, text, after, limit);
  if (places === null) return [];
  const rows = db
    .prepare<unknown[], Row>(ENTRIES.replace('@places', () => places.text))
    .all(...places.bind, limit);
  return rows.map(placed);
}

function placed({ seq, at, what, before, after, deviceId, serial, model, runId, commandId }: Row): Placed {
  const kind = kindOf(what);
  return {
    place: { at, rank: RANK.history, seq },
    entry: {
      id: `h${seq}`,
      at,
      kind,
      deviceId,
      serial,
      model,
      field: kind === 'changed' ? fieldOf(what) : null,
      before,
      after,
      source: sourceOf(runId, commandId),
      command: null,
    },
  };
}

function sourceOf(runId: string | null, commandId: string | null): HistoryEntry['source'] {
  if (runId !== null) return { kind: 'run', runId };
  return commandId === null ? { kind: 'check_in' } : { kind: 'command', commandId };
}
