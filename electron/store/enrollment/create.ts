import { foldText } from '../../model/search-text.ts';
import { appendAudit } from '../chain/append.ts';
import { type Db, durably } from '../database/connect.ts';
import type { InvitationRepository, NewInvitation } from '../registration-contract.ts';
import { shiftInvitations } from './invitation-moves.ts';
import { OPEN } from './invitation-rows.ts';
import { mailQueuer } from './mail-queue.ts';
import { withdrawInvitations } from './withdraw.ts';

type Input = Parameters<InvitationRepository['create']>[0];
type Result = Awaited<ReturnType<InvitationRepository['create']>>;
interface Open {
  id: string;
  userId: string;
  expiresAt: number;
}

const INSERT = `INSERT INTO invitations (id, user_id, user_name, display_name, name_order, email, source, language,
    search_text, state, link_version, created_at, created_by, expires_at)
  VALUES (@id, @userId, @userName, @displayName, @nameOrder, @email, @source, @language,
    @searchText, 'draft', @linkVersion, @createdAt, @createdBy, @expiresAt)`;
const OPEN_OF = `SELECT id, user_id AS userId, expires_at AS expiresAt FROM invitations
  WHERE state IN (${OPEN}) AND user_id IN (SELECT value FROM json_each(?))`;

/** Inserts invitations with their mails; see InvitationRepository.create. */
export function createInvitations(db: Db, { invitations, mailed, again, at, audit }: Input): Result {
  return durably(db, () => {
    const taken = makeRoom(db, { invitations, again, at });
    const insert = inserter(db);
    const queue = mailQueuer(db);
    const created: string[] = [];
    for (const invitation of invitations) {
      const { id, user } = invitation;
      if (taken.has(user.id)) continue;
      taken.add(user.id);
      insert(invitation);
      created.push(id);
      const mail = mailed[id];
      if (mail === undefined || user.email === null) continue;
      const to = { userId: user.id, address: user.email, displayName: user.displayName };
      queue({ id: mail, kind: 'invitation', invitationId: id, at, ...to });
    }
    const already = invitations.length - created.length;
    if (created.length > 0)
      appendAudit(db, { ...audit, detail: { ...audit.detail, created: created.length, already } });
    return { created, already };
  });
}

/** Ends the open invitations that give way to new ones; answers the users whose stay. */
function makeRoom(
  db: Db,
  { invitations, again, at }: Pick<Input, 'invitations' | 'again' | 'at'>,
): Set<string> {
  const users = JSON.stringify(invitations.map(({ user }) => user.id));
  const open = db.prepare<[string], Open>(OPEN_OF).all(users);
  const past = open.filter(({ expiresAt }) => expiresAt <= at);
  const current = open.filter(({ expiresAt }) => expiresAt > at);
  const idsOf = (some: readonly Open[]): string[] => some.map(({ id }) => id);
  shiftInvitations(db, { ids: idsOf(past), to: 'expired', at });
  if (!again) return new Set(current.map(({ userId }) => userId));
  const cancelled = shiftInvitations(db, { ids: idsOf(current), to: 'cancelled', at });
  // Their users are invited on: a PIN somebody was shown is of use with the new ones.
  withdrawInvitations(db, cancelled, { shownPins: false });
  return new Set();
}

function inserter(db: Db): (invitation: NewInvitation) => void {
  const insert = db.prepare<[object]>(INSERT);
  const link = db.prepare<[string, string, number]>(
    'INSERT INTO invitation_links (hash, invitation_id, version) VALUES (?, ?, ?)',
  );
  return ({ user: { id: userId, ...user }, linkHash, ...invitation }) => {
    const searchText = searchTextOf(user);
    insert.run({ ...invitation, ...user, userId, nameOrder: foldText(user.displayName), searchText });
    link.run(linkHash, invitation.id, invitation.linkVersion);
  };
}

/** One line a field, so that no word reaches over two of them. */
function searchTextOf({ displayName, userName, email }: Omit<NewInvitation['user'], 'id'>): string {
  const fields = [displayName, userName, email === userName ? null : email];
  return fields.flatMap((field) => (field === null ? [] : [foldText(field)])).join('\n');
}
