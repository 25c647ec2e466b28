import type { Db } from '../database/connect.ts';

/** A time that the fleet or a device was seen anew, while its history is written. */
export interface Sighting {
  seq: number;
  connection: number;
  at: number;
  /** True when nothing was kept before it: then there is nothing to compare with. */
  begins: boolean;
}

/** Where a sighting stands among the rows of history. */
export interface Place {
  seq: number;
  at: number;
  /** The last row that was there when it was over. */
  lastRow: number;
}

/** Opens the sighting of a complete run; its rows carry its number. Part of a transaction. */
export function openRunSighting(db: Db, connection: number, run: number, at: number): Sighting {
  const begins = beginningOf(db, connection) === undefined;
  return { ...open(db, { connection, at, run, command: null, whole: 1 }), begins };
}

/** Opens the sighting of one device, read back after a command. Part of a transaction. */
export function openCommandSighting(db: Db, connection: number, command: string, at: number): Sighting {
  return { ...open(db, { connection, at, run: null, command, whole: 0 }), begins: false };
}

/**
 * Opens the sighting of devices that told of themselves. The first one of their connection begins what is kept: every
 * one of them is there by a row of its own. Part of a transaction.
 */
export function openCheckInSighting(db: Db, connection: number, at: number): Sighting {
  const begins = beginningOf(db, connection) === undefined;
  return { ...open(db, { connection, at, run: null, command: null, whole: begins ? 1 : 0 }), begins };
}

/** Notes which row of history was the last when the sighting was over. */
export function closeSighting(db: Db, { seq }: Sighting): void {
  db.prepare('UPDATE sightings SET last_row = (SELECT coalesce(max(seq), 0) FROM history) WHERE seq = ?').run(
    seq,
  );
}

/** The number of the complete list with which a connection's kept past begins. */
function beginningOf(db: Db, connection: number): number | undefined {
  return db
    .prepare<[number], number>(
      'SELECT seq FROM sightings WHERE connection = ? AND whole = 1 ORDER BY seq LIMIT 1',
    )
    .pluck()
    .get(connection);
}

interface NewSighting {
  connection: number;
  at: number;
  run: number | null;
  command: string | null;
  whole: 0 | 1;
}

function open(db: Db, { connection, at, run, command, whole }: NewSighting): Omit<Sighting, 'begins'> {
  const { lastInsertRowid } = db
    .prepare(
      'INSERT INTO sightings (connection, at, run, command, last_row, whole) VALUES (?, ?, ?, ?, 0, ?)',
    )
    .run(connection, at, run, command, whole);
  return { seq: Number(lastInsertRowid), connection, at };
}
