import { appendAudit } from '../chain/append.ts';
import { type Db, durably } from '../database/connect.ts';
import type { InvitationRepository } from '../registration-contract.ts';
import { shiftInvitations } from './invitation-moves.ts';
import { OPEN } from './invitation-rows.ts';
import { addressFinder, mailQueuer } from './mail-queue.ts';

type Input = Parameters<InvitationRepository['renew']>[0];
type Result = Awaited<ReturnType<InvitationRepository['renew']>>;
type Renewal = Input['renewals'][number];
interface Now {
  userId: string;
  open: number;
}

const NOW = `SELECT user_id AS userId, state IN (${OPEN}) AND expires_at > ? AS open FROM invitations
  WHERE id = ? AND state IN (${OPEN}, 'expired')`;
const OTHERS = `SELECT id, expires_at AS expiresAt FROM invitations
  WHERE user_id = ? AND id <> ? AND state IN (${OPEN})`;
/** What happened in the life before is in the log. */
const ANEW = `UPDATE invitations SET state = 'draft', sent_at = NULL, handed_by = NULL, opened_at = NULL,
    begun_at = NULL, ended_at = NULL, reminders = 0, reminded_at = NULL
  WHERE id = ?`;
const LINK = `INSERT INTO invitation_links (hash, invitation_id, version) VALUES (?, ?, ?)
  ON CONFLICT (hash) DO UPDATE SET version = excluded.version, replaced = 0`;
const WAITING = `SELECT 1 FROM mails
  WHERE invitation_id = ? AND kind = 'invitation' AND state IN ('queued', 'sending')`;

/** Gives invitations new life; see InvitationRepository.renew. */
export function renewInvitations(db: Db, { renewals, at, audit }: Input): Result {
  return durably(db, () => {
    const renew = renewer(db, at);
    const mail = mailer(db, at);
    const result: Result = { renewed: [], waiting: [] };
    for (const renewal of renewals) {
      const userId = renew(renewal);
      if (userId === null) continue;
      result.renewed.push(renewal.id);
      if (mail(renewal, userId)) result.waiting.push(renewal.id);
    }
    if (result.renewed.length > 0) appendAudit(db, audit);
    return result;
  });
}

/** Answers whose it is; null when it was left out: it has ended, or its user has another one that leads in. */
function renewer(db: Db, at: number): (renewal: Renewal) => string | null {
  const now = db.prepare<[number, string], Now>(NOW);
  const others = db.prepare<[string, string], { id: string; expiresAt: number }>(OTHERS);
  const anew = db.prepare<[string]>(ANEW);
  const prolong = db.prepare<[number, string]>('UPDATE invitations SET expires_at = ? WHERE id = ?');
  const relink = linker(db);
  return ({ id, expiresAt, link }) => {
    const before = now.get(at, id);
    if (before === undefined) return null;
    if (before.open === 0) {
      const rival = others.get(before.userId, id);
      if (rival !== undefined && rival.expiresAt > at) return null;
      if (rival !== undefined) shiftInvitations(db, { ids: [rival.id], to: 'expired', at });
      anew.run(id);
    }
    prolong.run(expiresAt, id);
    if (link !== null) relink(id, link);
    return before.userId;
  };
}

function linker(db: Db): (id: string, link: NonNullable<Renewal['link']>) => void {
  const replace = db.prepare<[string]>('UPDATE invitation_links SET replaced = 1 WHERE invitation_id = ?');
  const insert = db.prepare<[string, string, number]>(LINK);
  const note = db.prepare<[number, string]>('UPDATE invitations SET link_version = ? WHERE id = ?');
  return (id, { hash, version }) => {
    replace.run(id);
    insert.run(hash, id, version);
    note.run(version, id);
  };
}

/** Queues the mail that is wanted, to the user as he is now; answers whether one is on its way already. */
function mailer(db: Db, at: number): (renewal: Renewal, userId: string) => boolean {
  const waiting = db.prepare<[string]>(WAITING);
  const address = addressFinder(db);
  const queue = mailQueuer(db);
  return ({ id, mailId }, userId) => {
    if (waiting.get(id) !== undefined) return true;
    const to = mailId === null ? undefined : address(userId);
    if (mailId !== null && to !== undefined)
      queue({ id: mailId, kind: 'invitation', userId, invitationId: id, at, ...to });
    return false;
  };
}
