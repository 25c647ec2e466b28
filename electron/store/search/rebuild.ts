import type { Db } from '../database/connect.ts';
import { setSearchReady } from './state.ts';

/** Free numbers between two neighbours, for devices that come later. */
export const GAP = 1024;

/** Fills the search index anew from the devices, in the order of their serials. Part of a transaction. */
export function rebuildSearch(db: Db): void {
  clearSearch(db);
  db.prepare(
    `INSERT INTO search_docs (number, device, text)
     SELECT row_number() OVER (ORDER BY serial COLLATE NOCASE NULLS LAST, seq) * ${GAP}, seq, search_text
     FROM devices WHERE vanished_at IS NULL`,
  ).run();
  db.exec("INSERT INTO search_index (search_index) VALUES ('rebuild')");
  setSearchReady(db, true);
}

/** Empties the search index; nothing of what it held stays in it. Part of a transaction. */
export function clearSearch(db: Db): void {
  db.exec("DELETE FROM search_docs; INSERT INTO search_index (search_index) VALUES ('rebuild');");
  setSearchReady(db, false);
}
