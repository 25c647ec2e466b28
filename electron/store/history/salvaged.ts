import type { Db } from '../database/connect.ts';

/**
 * Puts history in order after its rows were saved from a damaged file. Rows whose device or sighting is lost go, for
 * another device may come to have that number. What is left is told as before; yet no former fleet can be reckoned
 * from it, since rows may be missing: the next complete run is the beginning anew.
 */
export function settleSalvagedHistory(db: Db): void {
  db.exec(`DELETE FROM sightings WHERE connection NOT IN (SELECT seq FROM connections);
    DELETE FROM history WHERE device NOT IN (SELECT seq FROM devices)
      OR sighting NOT IN (SELECT seq FROM sightings);
    UPDATE sightings SET whole = 0;`);
}
