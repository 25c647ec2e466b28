import type { Db } from '../database/connect.ts';

/** True once the search index holds the fleet; before, searches read the rows themselves. */
export function isSearchReady(db: Db): boolean {
  return db.prepare("SELECT 1 FROM store_state WHERE key = 'search' AND value = 'ready'").get() !== undefined;
}

export function setSearchReady(db: Db, ready: boolean): void {
  if (ready) db.prepare("INSERT OR REPLACE INTO store_state VALUES ('search', 'ready')").run();
  else db.prepare("DELETE FROM store_state WHERE key = 'search'").run();
}
