import { type Db, durably } from '../database/connect.ts';
import type { InvitationRepository } from '../registration-contract.ts';
import { OPEN } from './invitation-rows.ts';
import { mailQueuer, type NewMail } from './mail-queue.ts';

type Input = Parameters<InvitationRepository['remind']>[0];

/** Who was written to of it a short while ago needs no reminder yet, even if he began long before. */
const DUE = `SELECT i.id AS invitationId, i.user_id AS userId, u.email AS address, u.display_name AS displayName
  FROM invitations i JOIN users u ON u.id = i.user_id
  WHERE i.begun_at IS NOT NULL AND i.state IN (${OPEN}) AND i.expires_at > @at
    AND i.begun_at <= @at - @everyMs AND coalesce(i.reminded_at, 0) <= @at - @everyMs
    AND i.reminders < @most AND u.state = 'active' AND u.email IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM mails m WHERE m.user_id = i.user_id AND m.state IN ('queued', 'sending'))
    AND NOT EXISTS (SELECT 1 FROM mails m WHERE m.invitation_id = i.id AND m.kind IN ('invitation', 'reminder')
      AND m.state IN ('sent', 'unknown') AND m.at > @at - @everyMs AND m.at <= @at)
  ORDER BY i.begun_at, i.seq LIMIT @limit`;

/**
 * Times that lie ahead were noted before the clock was set back. They count from now: a reminder then comes neither
 * before its time nor only once the clock has caught up.
 */
const SET_BACK = `UPDATE invitations
  SET begun_at = min(begun_at, @at), reminded_at = min(reminded_at, @at)
  WHERE begun_at IS NOT NULL AND state IN (${OPEN}) AND max(begun_at, coalesce(reminded_at, 0)) > @at`;

/** Queues reminders; see InvitationRepository.remind. */
export function remindInvited(db: Db, input: Input, newId: (at: number) => string): number {
  const { at } = input;
  const setBack = db.prepare<[Pick<Input, 'at'>]>(SET_BACK);
  const due = db.prepare<[Input], Omit<NewMail, 'id' | 'kind' | 'at'>>(DUE);
  const note = db.prepare<[number, string]>(
    'UPDATE invitations SET reminders = reminders + 1, reminded_at = ? WHERE id = ?',
  );
  return durably(db, () => {
    const queue = mailQueuer(db);
    setBack.run({ at });
    const mails = due.all(input);
    for (const mail of mails) {
      queue({ ...mail, id: newId(at), kind: 'reminder', at });
      note.run(at, mail.invitationId ?? '');
    }
    return mails.length;
  });
}
