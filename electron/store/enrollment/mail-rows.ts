import { type MailJob, mailJobSchema } from '../../model/mail-job.ts';
import type { Db } from '../database/connect.ts';

const COLUMNS = `m.id, m.kind, m.state, m.user_id AS userId, m.invitation_id AS invitationId, m.address AS "to",
  m.display_name AS displayName, m.queued_at AS queuedAt, m.at, m.tries, m.next_at AS nextAt, m.error`;

/** Reads mails; `rest` follows FROM and speaks of `m`. */
export function mailReader<Bind extends unknown[]>(db: Db, rest: string): (...bind: Bind) => MailJob[] {
  const statement = db.prepare<Bind, Record<string, unknown>>(`SELECT ${COLUMNS} FROM mails m ${rest}`);
  return (...bind) => statement.all(...bind).map((row) => mailJobSchema.parse(row));
}
