import { MusterError } from '../../model/errors.ts';
import { MAIL_JOB_MOVES, type MailJobState, type MailKind } from '../../model/mail-job.ts';
import { appendAudit } from '../chain/append.ts';
import { type Db, durably } from '../database/connect.ts';
import type { MailRepository } from '../registration-contract.ts';
import { shiftInvitations } from './invitation-moves.ts';
import { addressFinder, mailQueuer } from './mail-queue.ts';

type Input<Name extends keyof MailRepository> = Parameters<MailRepository[Name]>[0];
interface Now {
  state: MailJobState;
  kind: MailKind;
  invitationId: string | null;
}

/** These mails hold the link. */
const WITH_LINK: readonly MailKind[] = ['invitation', 'reminder'];
const SETTLE = `UPDATE mails SET state = @to, at = @at, error = @error, owner = NULL,
    next_at = iif(@to = 'queued', @nextAt, NULL)
  WHERE id = @id`;

/** Writes that queue, settle and cancel mails; see MailRepository for each. */
export function mailMoves(db: Db) {
  const postpone = db.prepare<[number, number]>(
    "UPDATE mails SET next_at = ? WHERE state = 'queued' AND next_at < ?",
  );
  const hurry = db.prepare<[number, number]>(
    "UPDATE mails SET next_at = ? WHERE state = 'queued' AND next_at > ?",
  );
  // When it was tried is what is known of it, unless the clock has been set back since.
  const cutOff = db.prepare<[Input<'cutOff'>]>(
    `UPDATE mails SET state = 'unknown', owner = NULL, error = NULL, at = min(at, @at)
     WHERE state = 'sending' AND owner <> @owner`,
  );
  const cancel = db.prepare<[number, string]>(
    `UPDATE mails SET state = 'cancelled', at = ?, next_at = NULL
     WHERE state = 'queued' AND id IN (SELECT value FROM json_each(?))`,
  );
  return {
    enqueue: enqueuer(db),
    settle: settler(db),
    postpone: (nextAt: number): void => {
      durably(db, () => postpone.run(nextAt, nextAt));
    },
    hurry: (at: number): void => {
      durably(db, () => hurry.run(at, at));
    },
    cutOff: (input: Input<'cutOff'>): number => durably(db, () => cutOff.run(input).changes),
    cancel: ({ ids, at, audit }: Input<'cancel'>): number =>
      durably(db, () => {
        const { changes } = cancel.run(at, JSON.stringify(ids));
        if (changes > 0) appendAudit(db, audit);
        return changes;
      }),
  };
}

function enqueuer(db: Db): (input: Input<'enqueue'>) => boolean {
  const waiting = db.prepare<[string, MailKind]>(
    "SELECT 1 FROM mails WHERE user_id = ? AND kind = ? AND state IN ('queued', 'sending')",
  );
  const address = addressFinder(db);
  const queue = mailQueuer(db);
  return ({ audit, ...mail }) =>
    durably(db, () => {
      if (waiting.get(mail.userId, mail.kind) !== undefined) return false;
      const to = address(mail.userId);
      if (to === undefined) throw new MusterError('user_no_address');
      queue({ ...mail, ...to });
      if (audit) appendAudit(db, audit);
      return true;
    });
}

function settler(db: Db): (input: Input<'settle'>) => boolean {
  const now = db.prepare<[string], Now>(
    'SELECT state, kind, invitation_id AS invitationId FROM mails WHERE id = ?',
  );
  const write = db.prepare<[Input<'settle'>]>(SETTLE);
  return (input) => {
    if (input.to === 'queued' && input.nextAt === null)
      throw new MusterError('internal', { reason: 'a mail that waits for no time' });
    return durably(db, () => {
      const { id, to, at } = input;
      const mail = now.get(id);
      if (mail === undefined || mail.state !== 'sending' || !MAIL_JOB_MOVES.sending.includes(to))
        return false;
      write.run(input);
      const { kind, invitationId } = mail;
      if (to === 'sent' && invitationId !== null && WITH_LINK.includes(kind))
        shiftInvitations(db, { ids: [invitationId], to: 'sent', at, handedBy: 'mail' });
      return true;
    });
  };
}
