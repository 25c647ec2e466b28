import { OPEN_INVITATION } from '../../model/invitation.ts';
import type { Db } from '../database/connect.ts';
import type { InvitationRepository, LinkTarget } from '../registration-contract.ts';

type Input = Parameters<InvitationRepository['behind']>[0];
type Answer = Awaited<ReturnType<InvitationRepository['behind']>>;
type Known = NonNullable<LinkTarget['user']>;
type Link = Pick<LinkTarget, 'id' | 'linkVersion'> & { replaced: number };
type Row = Pick<LinkTarget, 'state' | 'expiresAt'> & { userId: string };

/** See InvitationRepository.behind. */
export function linkReader(db: Db): (input: Input) => Answer {
  const linkOf = db.prepare<[string], Link>(
    'SELECT invitation_id AS id, version AS linkVersion, replaced FROM invitation_links WHERE hash = ?',
  );
  // One statement for each table: built with STAT4, SQLite plans a join anew for every value it is given.
  const invitationOf = db.prepare<[string], Row>(
    'SELECT state, expires_at AS expiresAt, user_id AS userId FROM invitations WHERE id = ?',
  );
  const userOf = userFinder(db);
  const setting = db.prepare<[string], string>('SELECT json FROM settings WHERE key = ?').pluck();
  const targetOf = ({ linkHash, now }: Input): LinkTarget | null => {
    const link = linkOf.get(linkHash);
    const row = link && invitationOf.get(link.id);
    if (row === undefined || link === undefined) return null;
    const { state, expiresAt, userId } = row;
    const late = OPEN_INVITATION.includes(state) && expiresAt <= now;
    const replaced = link.replaced === 1;
    return { ...link, replaced, state: late ? 'expired' : state, expiresAt, user: userOf(userId, now) };
  };
  return db.transaction((input: Input): Answer => {
    const settings = input.settings.map((key) => setting.get(key) ?? null);
    return { target: targetOf(input), settings };
  });
}

function userFinder(db: Db): (id: string, now: number) => Known | null {
  const find = db.prepare<[string], Omit<Known, 'hasPassword'>>(
    'SELECT id, display_name AS displayName, source, state FROM users WHERE id = ?',
  );
  const password = db.prepare<[string, number]>(
    'SELECT 1 FROM passwords WHERE user_id = ? AND (expires_at IS NULL OR expires_at > ?)',
  );
  return (id, now) => {
    const user = find.get(id);
    return user === undefined ? null : { ...user, hasPassword: password.get(id, now) !== undefined };
  };
}
