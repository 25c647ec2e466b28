import { nextOrder } from '../commands/order.ts';
import { type Db, durably } from '../database/connect.ts';
import { noteClaim } from '../database/put-back.ts';
import type { ClaimedMail, MailRepository } from '../registration-contract.ts';
import { userReader } from '../users/rows.ts';
import { counted } from '../users/window.ts';
import { invitationReader, OPEN } from './invitation-rows.ts';
import { mailReader } from './mail-rows.ts';

type Input = Parameters<MailRepository['claim']>[0];

/** No mail is put off for longer; one that seems to be was put off before the clock was set back. */
const LONGEST_WAIT_MS = 86_400_000;
const DUE = `FROM mails WHERE state = 'queued' AND (next_at <= @at OR next_at > @at + ${LONGEST_WAIT_MS})`;
/** It goes to the address the user has now. */
const TAKE = `UPDATE mails SET state = 'sending', owner = @owner, at = @at, tries = tries + 1, next_at = NULL,
    address = ifnull((SELECT u.email FROM users u WHERE u.id = user_id), address)
  WHERE seq IN (SELECT seq ${DUE} ORDER BY seq LIMIT @limit) RETURNING seq`;

/** Takes the mails that are due for sending; see MailRepository.claim. */
export function mailClaimer(db: Db, file: string): (input: Input) => ClaimedMail[] {
  const due = db.prepare<[Input], number>(`SELECT 1 ${DUE} LIMIT 1`).pluck();
  const take = db.prepare<[Input], number>(TAKE).pluck();
  const read = mailReader<[string]>(db, 'WHERE m.seq IN (SELECT value FROM json_each(?)) ORDER BY m.seq');
  const userOf = userReader<[string]>(db, "WHERE id = ? AND state = 'active'");
  const openOne = invitationReader<[string]>(
    db,
    `WHERE i.id = ? AND i.state IN (${OPEN}) AND i.expires_at > @now`,
  );
  return (input) => {
    // Asked before the file is locked, so that an empty queue costs no write.
    if (due.get(input) === undefined) return [];
    const { order, claimed } = durably(db, () => {
      const jobs = read(JSON.stringify(take.all(input)));
      const at = { now: input.at, urlVersion: input.urlVersion };
      return {
        order: nextOrder(db),
        claimed: jobs.map((job) => ({
          job,
          user: counted(db, userOf.all(job.userId))[0] ?? null,
          invitation: job.invitationId === null ? null : (openOne(at, job.invitationId)[0] ?? null),
        })),
      };
    });
    noteClaim(file, order);
    return claimed;
  };
}
