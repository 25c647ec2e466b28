import type { Db } from '../database/connect.ts';

/**
 * Stops admins’ actions that may have been done already, in a file that may lack its newest writes: they are never sent again, and
 * a device’s answer still counts. What only asks, and profiles, may be sent twice. Part of a transaction, or of a salvage.
 */
export function doubtApple(db: Db): void {
  db.exec(`UPDATE apple_queue SET state = 'unknown', held = 0
    WHERE state IN ('queued', 'sent', 'not_now') AND purpose = 'action'`);
}

/** Puts rows in order after they were saved from a damaged file: none speaks of what is lost. */
export function settleSalvagedApple(db: Db): void {
  db.exec(`DELETE FROM apple_devices WHERE device_id NOT IN (SELECT id FROM devices);
    DELETE FROM apple_channels WHERE device NOT IN (SELECT seq FROM apple_devices);
    DELETE FROM apple_queue WHERE channel NOT IN (SELECT seq FROM apple_channels);
    DELETE FROM apple_installs WHERE channel NOT IN (SELECT seq FROM apple_channels);
    DELETE FROM apple_assignments WHERE profile NOT IN (SELECT seq FROM apple_profiles);`);
  doubtApple(db);
}
