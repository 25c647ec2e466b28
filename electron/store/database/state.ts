import type { Db } from './connect.ts';

/** True once the search index holds the fleet; before, searches read the rows themselves. */
export function isSearchReady(db: Db): boolean {
  return db.prepare("SELECT 1 FROM store_state WHERE key = 'search' AND value = 1").get() !== undefined;
}

export function setSearchReady(db: Db, ready: boolean): void {
  db.prepare("INSERT OR REPLACE INTO store_state VALUES ('search', ?)").run(ready ? 1 : 0);
}

/** Rises with every change of the published devices, so that a reader knows how long its answers hold. */
export function fleetVersion(db: Db): number {
  return db.prepare<[], number>("SELECT value FROM store_state WHERE key = 'fleet'").pluck().get() ?? 0;
}

/** To be called in every transaction that changes published devices. */
export function raiseFleetVersion(db: Db): void {
  db.prepare(
    `INSERT INTO store_state VALUES ('fleet', 1) ON CONFLICT (key) DO UPDATE SET value = value + 1`,
  ).run();
}
