import type { Db } from '../database/connect.ts';
import type { MailRepository } from '../registration-contract.ts';
import { mailReader } from './mail-rows.ts';

type Answer<Name extends keyof MailRepository> = Awaited<ReturnType<MailRepository[Name]>>;

/** Each by the index that holds no others. */
const STANDING = `SELECT
  (SELECT count(*) FROM mails WHERE state IN ('queued', 'sending')) AS queued,
  (SELECT count(*) FROM mails WHERE state = 'failed') AS failed,
  (SELECT count(*) FROM mails WHERE state = 'unknown') AS unknown,
  (SELECT max(at) FROM mails WHERE state = 'sent') AS lastSentAt,
  (SELECT min(next_at) FROM mails WHERE state = 'queued') AS nextAt`;

/** What reads of mails answer; see MailRepository for each. */
export function mailQueries(db: Db) {
  const standing = db.prepare<[], Answer<'standing'>>(STANDING);
  return {
    list: db.transaction(
      ({ states, offset, limit }: Parameters<MailRepository['list']>[0]): Answer<'list'> => {
        // An empty list does not restrict.
        const chosen = states?.length ? [JSON.stringify(states)] : [];
        const where = chosen.length === 0 ? '' : 'WHERE m.state IN (SELECT value FROM json_each(?))';
        const rows = mailReader<unknown[]>(db, `${where} ORDER BY m.seq DESC LIMIT ? OFFSET ?`);
        const total = db.prepare<unknown[], number>(`SELECT count(*) FROM mails m ${where}`).pluck();
        return { rows: rows(...chosen, limit, offset), total: total.get(...chosen) ?? 0 };
      },
    ),
    standing: (): Answer<'standing'> =>
      standing.get() ?? { queued: 0, failed: 0, unknown: 0, lastSentAt: null, nextAt: null },
  };
}
