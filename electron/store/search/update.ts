import type { Db } from '../database/connect.ts';
import { isSearchReady } from '../database/state.ts';
import { clearSearch } from './fill.ts';
import { compareBySerial, type SerialPlace } from './order.ts';
import { type Newcomer, placeNewcomers } from './place.ts';

/** Beyond this many changes, or this share of the fleet, filling it anew is cheaper than row by row. */
const ALWAYS_ROW_BY_ROW = 200;
const ROW_BY_ROW_LIMIT = 5000;
const ROW_BY_ROW_SHARE = 0.1;

interface Doc {
  number: number;
  text: string;
}

/** Where the numbers of devices go whose place in the index changes; emptied by `applySearchChanges`. */
export function prepareSearchChanges(db: Db): void {
  db.exec(`CREATE TEMP TABLE IF NOT EXISTS search_changes (device INTEGER PRIMARY KEY);
    DELETE FROM temp.search_changes;`);
}

/**
 * Brings the search index up to the devices named in `search_changes`: their old text leaves it, their new
 * one enters unless they have vanished. Great changes empty it, to be filled anew. Part of a transaction.
 */
export function applySearchChanges(db: Db): void {
  const count = (table: string) => db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0;
  const changes = count('temp.search_changes');
  if (changes === 0) return;
  // The fleet is counted only where that can decide: it takes long for a great one.
  const few =
    changes <= ALWAYS_ROW_BY_ROW ||
    changes <= Math.min(ROW_BY_ROW_LIMIT, count('search_docs') * ROW_BY_ROW_SHARE);
  if (!few || !moveDocs(db)) clearSearch(db);
  db.exec('DELETE FROM temp.search_changes');
}

/** False when some gap had no room left. */
function moveDocs(db: Db): boolean {
  removeOldDocs(db);
  const newcomers = db
    .prepare<[], Newcomer>(
      `SELECT d.seq, d.serial, d.search_text AS text
       FROM temp.search_changes c CROSS JOIN devices d ON d.seq = c.device WHERE d.vanished_at IS NULL
       ORDER BY d.serial COLLATE NOCASE NULLS LAST, d.seq`,
    )
    .all();
  const frontier = isSearchReady(db) ? null : lastPlace(db);
  const within = newcomers.filter((place) => frontier === null || compareBySerial(place, frontier) < 0);
  return placeNewcomers(db, within);
}

/** How far the index is filled; what comes after that is taken in when it gets there. */
function lastPlace(db: Db): SerialPlace {
  const last = db
    .prepare<[], SerialPlace>(
      `SELECT d.serial, d.seq FROM search_docs s JOIN devices d ON d.seq = s.device ORDER BY s.number DESC LIMIT 1`,
    )
    .get();
  return last ?? { serial: '', seq: 0 };
}

function removeOldDocs(db: Db): void {
  const docs = db
    .prepare<[], Doc>(
      'SELECT s.number, s.text FROM temp.search_changes c CROSS JOIN search_docs s ON s.device = c.device',
    )
    .all();
  const unindex = db.prepare("INSERT INTO search_index (search_index, rowid, text) VALUES ('delete', ?, ?)");
  const remove = db.prepare('DELETE FROM search_docs WHERE number = ?');
  for (const { number, text } of docs) {
    unindex.run(number, text);
    remove.run(number);
  }
}
