import type { Db } from '../database/connect.ts';

/** Stops what waits to be sent until a person has looked: it may have gone out already. Part of a transaction. */
export function pauseForDoubt(db: Db): void {
  db.exec("UPDATE commands SET paused = 'file_restored' WHERE held + queued > 0");
}
