import { MusterError } from '../../model/errors.ts';
import type { TicketState } from '../../model/ticket.ts';
import type { UserState } from '../../model/user.ts';
import type { AppleChallenge, AppleRepository } from '../contract/apple.ts';
import { type Db, durably } from '../database/connect.ts';

type Input<Name extends keyof AppleRepository> = Parameters<AppleRepository[Name]>[0];
type Taken = Awaited<ReturnType<AppleRepository['takeChallenge']>>;
type Row = AppleChallenge & {
  key: string | null;
  certificate: string | null;
  ticket: TicketState | null;
  owner: UserState | null;
};

const SELECT = `SELECT purpose, ticket_id AS ticketId, user_id AS userId, device_id AS deviceId,
    issued_at AS issuedAt, expires_at AS expiresAt, key, certificate,
    (SELECT state FROM tickets t WHERE t.id = ticket_id) AS ticket,
    (SELECT state FROM users u WHERE u.id = user_id) AS owner
  FROM apple_challenges WHERE hash = ?`;
const INSERT = `INSERT INTO apple_challenges (hash, purpose, ticket_id, user_id, device_id, issued_at, expires_at)
  VALUES (@hash, @purpose, @ticketId, @userId, @deviceId, @issuedAt, @expiresAt)`;
/** A renewal is for the life that the device is in; should it begin another one, it is for nothing. */
const ISSUE = `INSERT INTO apple_identities (fingerprint, serial, purpose, ticket_id, user_id, device_id, state, life,
    issued_at, not_after)
  VALUES (@fingerprint, @serial, @purpose, @ticketId, @userId, @deviceId, 'issued',
    (SELECT life FROM apple_devices WHERE device_id = @deviceId), @at, @notAfter)
  ON CONFLICT (fingerprint) DO NOTHING`;

/** Writes to challenges; see AppleRepository for each. */
export function challengeWrites(db: Db) {
  const insert = db.prepare<[object]>(INSERT);
  const find = db.prepare<[string], Row>(SELECT);
  const take = db.prepare<[string, number, string]>(
    'UPDATE apple_challenges SET key = ?, used_at = ? WHERE hash = ?',
  );
  const answer = db.prepare<[string, string]>('UPDATE apple_challenges SET certificate = ? WHERE hash = ?');
  const issue = db.prepare<[object]>(ISSUE);
  return {
    putChallenge: (input: Input<'putChallenge'>): void => {
      durably(db, () => insert.run(input));
    },
    takeChallenge: ({ hash, key, at }: Input<'takeChallenge'>): Taken =>
      durably(db, () => {
        const taken = judge(find.get(hash), key, at);
        if (taken.kind === 'first') take.run(key, at, hash);
        return taken;
      }),
    noteIssued: ({ hash, pem, ...input }: Input<'noteIssued'>): void => {
      durably(db, () => {
        const challenge = find.get(hash);
        if (challenge === undefined) throw new MusterError('not_found');
        const { purpose, ticketId, userId, deviceId } = challenge;
        issue.run({ ...input, purpose, ticketId, userId, deviceId });
        answer.run(pem, hash);
      });
    },
  };
}

function judge(row: Row | undefined, key: string, at: number): Taken {
  if (row === undefined) return { kind: 'refused', why: 'unknown' };
  const { key: taker, certificate, ticket, owner, ...challenge } = row;
  if (taker !== null && taker !== key) return { kind: 'refused', why: 'used' };
  if (challenge.expiresAt <= at) return { kind: 'refused', why: 'expired' };
  if (certificate === null && isWithdrawn(row)) return { kind: 'refused', why: 'withdrawn' };
  return { kind: taker === null ? 'first' : 'again', challenge, certificate };
}

/** What is made for a device that is managed already stands, whatever became of its user. */
function isWithdrawn({ purpose, userId, ticket, owner }: Row): boolean {
  if (purpose === 'renew') return false;
  return ticket === 'cancelled' || ticket === 'completed' || (userId !== null && owner !== 'active');
}
