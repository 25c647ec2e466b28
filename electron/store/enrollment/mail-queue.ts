import type { MailKind } from '../../model/mail-job.ts';
import type { Db } from '../database/connect.ts';

/** A mail before it is queued. */
export interface NewMail {
  id: string;
  kind: MailKind;
  userId: string;
  invitationId: string | null;
  address: string;
  displayName: string;
  at: number;
}

const INSERT = `INSERT INTO mails (id, kind, state, user_id, invitation_id, address, display_name, queued_at, at, next_at)
  VALUES (@id, @kind, 'queued', @userId, @invitationId, @address, @displayName, @at, @at, @at)`;

/** Queues mails, due at once. To be called in a transaction. */
export function mailQueuer(db: Db): (mail: NewMail) => void {
  const insert = db.prepare<[NewMail]>(INSERT);
  return (mail) => {
    insert.run(mail);
  };
}

/** Where a user is written to now; undefined for one who is not there or has no address. */
export function addressFinder(
  db: Db,
): (userId: string) => { address: string; displayName: string } | undefined {
  const find = db.prepare<[string], { address: string; displayName: string }>(
    'SELECT email AS address, display_name AS displayName FROM users WHERE id = ? AND email IS NOT NULL',
  );
  return (userId) => find.get(userId);
}

/** Cancels what waits of these invitations (by their ids), and only of these kinds. To be called in a transaction. */
export function cancelMailsOf(
  db: Db,
  invitations: readonly string[],
  at: number,
  kinds: readonly MailKind[],
): void {
  if (invitations.length === 0) return;
  db.prepare<[number, string, string]>(
    `UPDATE mails SET state = 'cancelled', at = ?, next_at = NULL
     WHERE state = 'queued' AND invitation_id IN (SELECT value FROM json_each(?))
       AND kind IN (SELECT value FROM json_each(?))`,
  ).run(at, JSON.stringify(invitations), JSON.stringify(kinds));
}
