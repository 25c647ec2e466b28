import { HISTORY_FIELDS } from '../../model/history.ts';
import type { Db } from '../database/connect.ts';
import { COLUMN_OF, INSTANTS, type What } from './fields.ts';
import { closeSighting, openCommandSighting } from './sightings.ts';

/** The values of a device that history keeps, as texts, in the order of HISTORY_FIELDS. */
type Values = readonly (string | null)[];
interface Change {
  what: What;
  was: string | null;
  is: string | null;
}

/** Reads what history keeps of one device, before and after it is written. */
export function keptValues(db: Db): (seq: number) => Values {
  const columns = HISTORY_FIELDS.map((field) =>
    INSTANTS.includes(field) ? `CAST(${COLUMN_OF[field]} AS TEXT)` : COLUMN_OF[field],
  );
  const read = db.prepare<[number], (string | null)[]>(
    `SELECT ${columns.join(', ')} FROM devices WHERE seq = ?`,
  );
  read.raw();
  return (seq) => read.get(seq) ?? [];
}

/** How a device differs; a later enrollment is a new registration, any other change of that time a correction. */
export function changesBetween(before: Values, after: Values): Change[] {
  return HISTORY_FIELDS.flatMap((field, place) => {
    const [was = null, is = null] = [before[place], after[place]];
    if (was === is) return [];
    const anew = field === 'enrolledAt' && was !== null && is !== null && Number(is) > Number(was);
    return [{ what: anew ? ('reregistered' as const) : field, was, is }];
  });
}

/** Writes how a device read back after a command differs from what was known of it. Part of a transaction. */
export function writeRefreshHistory(
  db: Db,
  seen: { connection: number; device: number; command: string; at: number },
  before: Values,
  after: Values,
): void {
  const changes = changesBetween(before, after);
  if (changes.length === 0) return;
  const sighting = openCommandSighting(db, seen.connection, seen.command, seen.at);
  const add = db.prepare(
    'INSERT INTO history (connection, sighting, device, at, what, before, after) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  for (const { what, was, is } of changes) {
    const at = timeOf(what, is, seen.at);
    add.run(seen.connection, sighting.seq, seen.device, at, what, was, is);
  }
  closeSighting(db, sighting);
}

/** A registration happened when its provider says, and never after it was seen. */
function timeOf(what: What, after: string | null, seenAt: number): number {
  return what === 'reregistered' ? Math.min(Number(after), seenAt) : seenAt;
}
