import type { Db } from '../database/connect.ts';
import { isSearchReady, setSearchReady } from '../database/state.ts';

/** Free numbers between two neighbours, for devices that come later. */
export const GAP = 1024;
/** Devices taken in at a time; the writer is free for others in between. */
const SLICE = 5000;

interface LastDoc {
  number: number;
  serial: string;
  seq: number;
}

/** Empties the search index, to be filled anew by `fillSearch`. Part of a transaction. */
export function clearSearch(db: Db): void {
  db.exec("DELETE FROM search_docs; INSERT INTO search_index (search_index) VALUES ('rebuild');");
  setSearchReady(db, false);
}

/** Takes the next devices, in the order of their serials, into the search index; false when it is ready. */
export function fillSearch(db: Db): boolean {
  if (isSearchReady(db)) return false;
  const last = db
    .prepare<[], LastDoc>(
      `SELECT s.number, d.serial, d.seq FROM search_docs s JOIN devices d ON d.seq = s.device
       ORDER BY s.number DESC LIMIT 1`,
    )
    .get() ?? { number: 0, serial: '', seq: 0 };
  if (addWithSerial(db, last) === 0) {
    addWithoutSerial(db, last);
    setSearchReady(db, true);
  }
  db.prepare(
    'INSERT INTO search_index (rowid, text) SELECT number, text FROM search_docs WHERE number > ? ORDER BY number',
  ).run(last.number);
  return true;
}

function addWithSerial(db: Db, last: LastDoc): number {
  const next = `SELECT serial, seq, search_text FROM devices WHERE vanished_at IS NULL
    AND serial COLLATE NOCASE >= @serial AND (serial COLLATE NOCASE > @serial OR seq > @seq)
    ORDER BY serial COLLATE NOCASE, seq LIMIT ${SLICE}`;
  const { changes } = db
    .prepare(
      `INSERT INTO search_docs (number, device, text)
       SELECT CAST(@number AS INTEGER) + ${GAP} * row_number() OVER (ORDER BY serial COLLATE NOCASE, seq),
         seq, search_text FROM (${next})`,
    )
    .run(last);
  return changes;
}

/** Few, if any; they come last. */
function addWithoutSerial(db: Db, last: LastDoc): void {
  db.prepare(
    `INSERT INTO search_docs (number, device, text)
     SELECT CAST(? AS INTEGER) + ${GAP} * row_number() OVER (ORDER BY seq), seq, search_text
     FROM devices WHERE vanished_at IS NULL AND serial IS NULL`,
  ).run(last.number);
}
