import { MusterError } from '../../model/errors.ts';
import { canMoveTicket, type Ticket } from '../../model/ticket.ts';
import { appendAudit } from '../chain/append.ts';
import { type Db, durably } from '../database/connect.ts';
import type { TicketRepository } from '../registration-contract.ts';
import { shiftInvitations } from './invitation-moves.ts';
import { durablyNoted, spendPin } from './spend.ts';

type Input<Name extends keyof TicketRepository> = Parameters<TicketRepository[Name]>[0];

const SELECT = `SELECT t.id, t.kind, t.user_id AS userId, t.invitation_id AS invitationId, t.platform, t.state,
  t.issued_at AS issuedAt, t.expires_at AS expiresAt, t.device, t.redeemed_at AS redeemedAt,
  t.completed_at AS completedAt FROM tickets t`;
const INSERT = `INSERT INTO tickets (id, hash, kind, user_id, invitation_id, platform, state, issued_at, expires_at)
  VALUES (@id, @hash, @kind, @userId, @invitationId, @platform, 'issued', @issuedAt, @expiresAt)`;
const VALID = `${SELECT} JOIN users u ON u.id = t.user_id AND u.state = 'active'
  WHERE t.hash = ? AND t.expires_at > ? AND t.state IN ('issued', 'redeemed')`;

/** A device that is managed here counts as long as it is, however often it registered; any other by its registration. */
const REGISTERED = `SELECT
  (SELECT count(*) FROM tickets t WHERE t.user_id = ? AND t.kind = 'registration' AND t.state = 'completed'
    AND NOT EXISTS (SELECT 1 FROM apple_identities i WHERE i.ticket_id = t.id))
  + (SELECT count(*) FROM apple_devices d WHERE d.user_id = ? AND d.state IN ('pending', 'active', 'reset'))`;

/** What reads of tickets answer; see TicketRepository for each. */
export function ticketQueries(db: Db) {
  const byHash = db.prepare<[string], Ticket>(`${SELECT} WHERE t.hash = ?`);
  const byId = db.prepare<[string], Ticket>(`${SELECT} WHERE t.id = ?`);
  const ofUser = db.prepare<[string], Ticket>(`${SELECT} WHERE t.user_id = ? ORDER BY t.seq DESC`);
  return {
    byHash: (hash: string): Ticket | null => byHash.get(hash) ?? null,
    get: (id: string): Ticket | null => byId.get(id) ?? null,
    ofUser: (userId: string): Ticket[] => ofUser.all(userId),
  };
}

/** Writes to tickets; see TicketRepository for each. */
export function ticketMoves(db: Db, file: string) {
  // What is past its time has expired already.
  const cancel = db.prepare<[string, number]>(
    `UPDATE tickets SET state = 'cancelled'
     WHERE id = ? AND expires_at > ? AND state IN ('issued', 'redeemed')`,
  );
  return {
    issue: issuer(db, file),
    redeem: redeemer(db),
    complete: completer(db),
    cancel: ({ id, at }: Input<'cancel'>): void => {
      durably(db, () => cancel.run(id, at));
    },
  };
}

function issuer(db: Db, file: string): (input: Input<'issue'>) => void {
  const registered = db.prepare<[string, string], number>(REGISTERED).pluck();
  const withdraw = db.prepare<[Input<'issue'>['ticket']]>(
    `UPDATE tickets SET state = 'cancelled'
     WHERE user_id = @userId AND kind = @kind AND platform IS @platform AND state = 'issued'`,
  );
  const insert = db.prepare<[object]>(INSERT);
  return ({ ticket, hash, session, spends, limit, audit }) => {
    const { userId, issuedAt: at } = ticket;
    const issue = (): void => {
      if (limit !== null && (registered.get(userId, userId) ?? 0) >= limit)
        throw new MusterError('device_limit', { limit });
      if (spends !== null) spendPin(db, { pinId: spends, userId, session, at });
      withdraw.run(ticket);
      insert.run({ ...ticket, hash });
      if (audit) appendAudit(db, audit);
    };
    if (spends === null) durably(db, issue);
    else durablyNoted(db, file, issue);
  };
}

function redeemer(db: Db): (input: Input<'redeem'>) => { ticket: Ticket; again: boolean } {
  const valid = db.prepare<[string, number], Ticket>(VALID);
  const take = db.prepare<[string, number, string]>(
    "UPDATE tickets SET state = 'redeemed', device = ?, redeemed_at = ? WHERE id = ?",
  );
  return ({ hash, device, at }) =>
    durably(db, () => {
      const ticket = valid.get(hash, at);
      if (ticket === undefined) throw new MusterError('ticket_gone');
      if (ticket.state === 'issued') {
        take.run(device, at, ticket.id);
        return { ticket: { ...ticket, state: 'redeemed', device, redeemedAt: at }, again: false };
      }
      if (ticket.device !== device) throw new MusterError('ticket_gone');
      return { ticket, again: true };
    });
}

function completer(db: Db): (input: Input<'complete'>) => void {
  const find = db.prepare<[string], Ticket>(`${SELECT} WHERE t.id = ?`);
  const complete = completeTicket(db, { late: false });
  return ({ id, at, audit }) => {
    durably(db, () => {
      const ticket = find.get(id);
      if (ticket?.state === 'completed') return;
      if (ticket?.state !== 'redeemed') throw new MusterError('ticket_gone');
      complete(ticket, at);
      if (audit) appendAudit(db, audit);
    });
  };
}

/** Redeemed or expired → completed, and the invitation of a registration is used. Part of a transaction. */
function completeTicket(db: Db, { late }: { late: boolean }): (ticket: Ticket, at: number) => void {
  const complete = db.prepare<[number, string]>(
    "UPDATE tickets SET state = 'completed', completed_at = ? WHERE id = ?",
  );
  return ({ id, kind, invitationId }, at) => {
    complete.run(at, id);
    if (kind === 'registration' && invitationId !== null)
      shiftInvitations(db, { ids: [invitationId], to: 'used', at, late });
  };
}

/**
 * Completes the ticket of a device that has come, however late: it was let in in time. One that was cancelled stays so.
 * Part of a transaction.
 */
export function lateCompleter(db: Db): (id: string, at: number) => void {
  const find = db.prepare<[string], Ticket>(`${SELECT} WHERE t.id = ?`);
  const complete = completeTicket(db, { late: true });
  return (id, at) => {
    const ticket = find.get(id);
    if (ticket !== undefined && canMoveTicket(ticket.state, 'completed')) complete(ticket, at);
  };
}

/** Tickets past their time become `expired`. Part of a transaction. */
export function expireTickets(db: Db, at: number): void {
  db.prepare<[number]>(
    "UPDATE tickets SET state = 'expired' WHERE state IN ('issued', 'redeemed') AND expires_at <= ?",
  ).run(at);
}
