import { appendAudit } from '../chain/append.ts';
import { type Db, durably } from '../database/connect.ts';
import type { AccessRepository, PortalSession } from '../registration-contract.ts';
import { userReader } from '../users/rows.ts';
import { counted } from '../users/window.ts';

type Answer<Name extends 'session'> = Awaited<ReturnType<AccessRepository[Name]>>;
type Input<Name extends 'proveSession' | 'acceptTerms'> = Parameters<AccessRepository[Name]>[0];
type Row = Omit<PortalSession, 'password' | 'handed'> & { password: number; handed: number };

const FIND = `SELECT hash, user_id AS userId, invitation_id AS invitationId, pin_id AS pinId, password, handed,
  created_at AS createdAt, expires_at AS expiresAt FROM portal_sessions WHERE hash = ? AND expires_at > ?`;
const START = `INSERT INTO portal_sessions (hash, user_id, invitation_id, pin_id, password, handed,
    created_at, expires_at)
  VALUES (@hash, @userId, @invitationId, @pinId, @password, @handed, @createdAt, @expiresAt)`;
const PROVE = `UPDATE portal_sessions SET pin_id = coalesce(@pinId, pin_id),
    password = max(password, @password), expires_at = @expiresAt
  WHERE hash = @hash`;

/** What reads of sessions and accepted terms answer; see AccessRepository for each. */
export function sessionQueries(db: Db) {
  const find = db.prepare<[string, number], Row>(FIND);
  const userOf = userReader<[string]>(db, "WHERE id = ? AND state = 'active'");
  const accepted = db.prepare<[string, string]>(
    'SELECT 1 FROM terms_accepted WHERE user_id = ? AND terms = ?',
  );
  return {
    session: db.transaction((hash: string, at: number): Answer<'session'> => {
      const row = find.get(hash, at);
      if (row === undefined) return null;
      const [user] = counted(db, userOf.all(row.userId));
      if (user === undefined) return null;
      return { session: { ...row, password: row.password === 1, handed: row.handed === 1 }, user };
    }),
    hasAccepted: (userId: string, terms: string): boolean => accepted.get(userId, terms) !== undefined,
  };
}

/** Writes to sessions and accepted terms; see AccessRepository for each. */
export function sessionWrites(db: Db) {
  const start = db.prepare<[Row]>(START);
  const prove = db.prepare<[object]>(PROVE);
  const end = db.prepare<[string]>('DELETE FROM portal_sessions WHERE hash = ?');
  const endAll = db.prepare<[string]>('DELETE FROM portal_sessions WHERE user_id = ?');
  const accept = db.prepare<[string, string, number]>(
    'INSERT OR IGNORE INTO terms_accepted (user_id, terms, at) VALUES (?, ?, ?)',
  );
  return {
    startSession: (session: PortalSession): void => {
      const { password, handed } = session;
      durably(db, () => start.run({ ...session, password: password ? 1 : 0, handed: handed ? 1 : 0 }));
    },
    proveSession: ({ hash, pinId, password = false, expiresAt }: Input<'proveSession'>): void => {
      durably(db, () => prove.run({ hash, pinId: pinId ?? null, password: password ? 1 : 0, expiresAt }));
    },
    endSession: (hash: string): void => {
      durably(db, () => end.run(hash));
    },
    endSessionsOf: (userId: string): void => {
      durably(db, () => endAll.run(userId));
    },
    acceptTerms: ({ userId, terms, at, audit }: Input<'acceptTerms'>): void => {
      durably(db, () => {
        if (accept.run(userId, terms, at).changes > 0 && audit) appendAudit(db, audit);
      });
    },
  };
}
