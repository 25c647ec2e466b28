import type { Db } from '../database/connect.ts';

/**
 * Stops what may have happened already, in a file that may lack its newest writes: mails on their way are not known to
 * have been sent or not, a PIN may have been used, a session ended, a ticket taken. Part of a transaction, or of a
 * salvage.
 */
export function doubtRegistration(db: Db): void {
  db.exec(`UPDATE mails SET state = 'unknown', owner = NULL, error = NULL, next_at = NULL
      WHERE state IN ('queued', 'sending');
    UPDATE pins SET state = 'cancelled' WHERE state = 'active';
    UPDATE tickets SET state = 'cancelled' WHERE state = 'issued';
    DELETE FROM portal_sessions;`);
}

/** Puts registration in order after its rows were saved from a damaged file: no row speaks of an invitation that is lost. */
export function settleSalvagedRegistration(db: Db): void {
  db.exec(`DELETE FROM invitation_links WHERE invitation_id NOT IN (SELECT id FROM invitations);
    UPDATE mails SET invitation_id = NULL WHERE invitation_id NOT IN (SELECT id FROM invitations);`);
  doubtRegistration(db);
}
