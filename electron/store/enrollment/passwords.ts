import { appendAudit } from '../chain/append.ts';
import { type Db, durably } from '../database/connect.ts';
import type { AccessRepository, KeptPassword } from '../registration-contract.ts';
import { durablyNoted, spendPin } from './spend.ts';

type Input<Name extends 'setPassword' | 'removePassword'> = Parameters<AccessRepository[Name]>[0];

const PUT = `INSERT INTO passwords (user_id, hash, temporary, set_at, expires_at) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (user_id) DO UPDATE SET hash = excluded.hash, temporary = excluded.temporary,
    set_at = excluded.set_at, expires_at = excluded.expires_at`;

/** What reads of passwords answer; see AccessRepository for each. */
export function passwordQueries(db: Db) {
  const find = db.prepare<[string], Omit<KeptPassword, 'temporary'> & { temporary: number }>(
    'SELECT hash, temporary, set_at AS setAt, expires_at AS expiresAt FROM passwords WHERE user_id = ?',
  );
  const having = db
    .prepare<[string, number], string>(
      `SELECT user_id FROM passwords WHERE user_id IN (SELECT value FROM json_each(?))
       AND (expires_at IS NULL OR expires_at > ?)`,
    )
    .pluck();
  return {
    password: (userId: string): KeptPassword | null => {
      const row = find.get(userId);
      return row === undefined ? null : { ...row, temporary: row.temporary === 1 };
    },
    havePassword: (userIds: string[], at: number): string[] => having.all(JSON.stringify(userIds), at),
  };
}

/** Writes to passwords; see AccessRepository for each. */
export function passwordWrites(db: Db, file: string) {
  const put = db.prepare<[string, string, number, number, number | null]>(PUT);
  const remove = db.prepare<[string]>('DELETE FROM passwords WHERE user_id = ?');
  const endOthers = db.prepare<[string, string | null]>(
    'DELETE FROM portal_sessions WHERE user_id = ? AND hash IS NOT ?',
  );
  const prove = db.prepare<[string | null, string]>(
    'UPDATE portal_sessions SET password = 1 WHERE hash = ? AND user_id = ?',
  );
  // One who signed in as the user before could go on with it.
  const endHandovers = db.prepare<[string]>(
    `UPDATE tickets SET state = 'cancelled'
     WHERE user_id = ? AND kind = 'handover' AND state IN ('issued', 'redeemed')`,
  );
  return {
    setPassword: ({ userId, password, session, spends, audit }: Input<'setPassword'>): void => {
      const set = (): void => {
        const { hash, temporary, setAt, expiresAt } = password;
        if (spends !== null) spendPin(db, { pinId: spends, userId, session, at: setAt });
        put.run(userId, hash, temporary ? 1 : 0, setAt, expiresAt);
        endOthers.run(userId, session);
        prove.run(session, userId);
        endHandovers.run(userId);
        if (audit) appendAudit(db, audit);
      };
      if (spends === null) durably(db, set);
      else durablyNoted(db, file, set);
    },
    removePassword: ({ userId, audit }: Input<'removePassword'>): void => {
      durably(db, () => {
        if (remove.run(userId).changes > 0 && audit) appendAudit(db, audit);
      });
    },
  };
}
