import type { HistoryFilter } from '../../model/history.ts';
import type { Db } from '../database/connect.ts';
import { boundsAfter, RANK, type TimelinePlace } from './cursor.ts';
import type { Placed } from './row-source.ts';
import type { HistoryText } from './text.ts';

interface Row {
  seq: number;
  at: number;
  serial: string | null;
  model: string | null;
}

/** The time of enrollment as it was first known. */
const ENROLLED = `coalesce(
  (SELECT CAST(h.before AS INTEGER) FROM history h
   WHERE h.device = d.seq AND h.what IN ('enrolledAt', 'reregistered') AND h.before IS NOT NULL
   ORDER BY h.seq LIMIT 1), d.enrolled_at)`;
const REGISTRATION = `SELECT d.seq, ${ENROLLED} AS at, d.serial, d.model FROM devices d
  WHERE d.id = ? AND ${ENROLLED} IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM history h WHERE h.device = d.seq AND h.what = 'registered')`;

/**
 * The registration of a device that was there before its history is kept, by its provider's own date. It belongs to
 * the timeline of the device alone: over the whole fleet, only what was seen is told.
 */
export function readRegistration(
  db: Db,
  { deviceId, kinds, fields, runId, from, to }: HistoryFilter,
  text: HistoryText | null,
  after: TimelinePlace | null,
): Placed[] {
  if (deviceId === undefined || fields !== undefined || runId !== undefined) return [];
  if (kinds?.includes('registered') === false) return [];
  const row = db.prepare<[string], Row>(REGISTRATION).get(deviceId);
  if (row === undefined || row.at < (from ?? row.at) || row.at > (to ?? row.at)) return [];
  const { seq, at, serial, model } = row;
  const bounds = boundsAfter(after, RANK.provider);
  if (at > bounds.at || (at === bounds.at && seq >= bounds.seq)) return [];
  if (text !== null && !isFound(db, seq)) return [];
  return [
    {
      place: { at, rank: RANK.provider, seq },
      entry: {
        id: `p${seq}`,
        at,
        kind: 'registered',
        deviceId,
        serial,
        model,
        field: null,
        before: null,
        after: null,
        source: { kind: 'provider' },
        command: null,
      },
    },
  ];
}

function isFound(db: Db, seq: number): boolean {
  return db.prepare('SELECT 1 FROM temp.history_found WHERE device = ?').get(seq) !== undefined;
}
