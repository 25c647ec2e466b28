import type { Db } from '../database/connect.ts';
import { GAP } from './fill.ts';
import { compareBySerial, type SerialPlace } from './order.ts';

/** A device that enters the search index. */
export interface Newcomer extends SerialPlace {
  text: string;
}
interface Neighbour extends SerialPlace {
  number: number;
}

/**
 * Puts newcomers, given in the default order, between the devices they sort between, evenly over the free
 * numbers there. False when some gap had no room left: then the index has to be filled anew.
 */
export function placeNewcomers(db: Db, newcomers: Newcomer[]): boolean {
  const nextAfter = neighbours(db);
  const lastBefore = db
    .prepare<[number], number | null>('SELECT max(number) FROM search_docs WHERE number < ?')
    .pluck();
  const addDoc = db.prepare('INSERT INTO search_docs (number, device, text) VALUES (?, ?, ?)');
  const index = db.prepare('INSERT INTO search_index (rowid, text) VALUES (?, ?)');

  let rest = newcomers;
  for (let first = rest[0]; first !== undefined; first = rest[0]) {
    const next = nextAfter(first);
    const end = next === undefined ? -1 : rest.findIndex((device) => compareBySerial(device, next) > 0);
    const group = end === -1 ? rest : rest.slice(0, end);
    const floor = lastBefore.get(next?.number ?? Number.MAX_SAFE_INTEGER) ?? 0;
    const ceiling = next?.number ?? floor + (group.length + 1) * GAP;
    const step = Math.floor((ceiling - floor) / (group.length + 1));
    if (step < 1) return false;
    group.forEach(({ seq, text }, place) => {
      const number = floor + step * (place + 1);
      addDoc.run(number, seq, text);
      index.run(number, text);
    });
    rest = rest.slice(group.length);
  }
  return true;
}

/** Finds the device in the index that comes next after a place. */
function neighbours(db: Db): (place: SerialPlace) => Neighbour | undefined {
  const columns = 's.number, d.serial, d.seq FROM devices d JOIN search_docs s ON s.device = d.seq';
  const bySerial = db.prepare<[string, string, number], Neighbour>(
    `SELECT ${columns} WHERE d.vanished_at IS NULL AND d.serial COLLATE NOCASE >= ?
       AND (d.serial COLLATE NOCASE > ? OR d.seq > ?)
     ORDER BY d.serial COLLATE NOCASE, d.seq LIMIT 1`,
  );
  const withoutSerial = db.prepare<[number], Neighbour>(
    `SELECT ${columns} WHERE d.vanished_at IS NULL AND d.serial IS NULL AND d.seq > ? ORDER BY d.seq LIMIT 1`,
  );
  return ({ serial, seq }) => {
    if (serial === null) return withoutSerial.get(seq);
    return bySerial.get(serial, serial, seq) ?? withoutSerial.get(-1);
  };
}
