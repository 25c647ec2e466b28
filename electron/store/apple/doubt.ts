import type { Db } from '../database/connect.ts';

/**
 * Stops admins’ actions that may have been done already, in a file that may lack its newest writes: they are never sent again, and
 * a device’s answer still counts. What only asks, and profiles, may be sent twice. Part of a transaction, or of a salvage.
 */
export function doubtApple(db: Db): void {
  db.exec(`UPDATE apple_queue SET state = 'unknown', held = 0
    WHERE state IN ('queued', 'sent', 'not_now') AND purpose = 'action'`);
}
