import { canMoveInvitation, INVITATION_STATES, type InvitationState } from '../../model/invitation.ts';
import { MAIL_KINDS, type MailKind } from '../../model/mail-job.ts';
import { appendAudit } from '../chain/append.ts';
import { type Db, durably } from '../database/connect.ts';
import type { InvitationRepository } from '../registration-contract.ts';
import { OPEN } from './invitation-rows.ts';
import { cancelMailsOf } from './mail-queue.ts';
import { withdrawInvitations } from './withdraw.ts';

type Input = Parameters<InvitationRepository['move']>[0];
type To = Input['to'];

const STAMPS: Readonly<Record<To, string>> = {
  sent: 'sent_at = @at, handed_by = @handedBy',
  opened: 'opened_at = @at',
  used: 'used_at = @at, ended_at = @at',
  expired: 'ended_at = min(expires_at, @at)',
  cancelled: 'ended_at = @at',
};
/** What waits of an invitation that has come to its end. A PIN asked for by one who used it is still of use to him. */
const WITHDRAWN: Readonly<Record<To, readonly MailKind[]>> = {
  sent: [],
  opened: [],
  used: ['invitation', 'reminder'],
  expired: MAIL_KINDS,
  cancelled: MAIL_KINDS,
};
/** One past its time has expired, noted or not; yet what was begun in time may be brought to its end. */
const IN_TIME: readonly To[] = ['sent', 'opened', 'cancelled'];

const LISTED = 'id IN (SELECT value FROM json_each(@ids))';
const LATE = `state IN (${OPEN}) AND expires_at <= @at`;

/**
 * Moves invitations by id along INVITATION_MOVES; answers the ids of those that moved. `late`: one that has ended meanwhile is
 * used after all. Part of a transaction.
 */
export function shiftInvitations(
  db: Db,
  {
    ids,
    to,
    at,
    handedBy = null,
    late = false,
  }: {
    ids: readonly string[];
    to: To;
    at: number;
    handedBy?: Input['handedBy'] | null;
    late?: boolean;
  },
): string[] {
  const inTime = IN_TIME.includes(to) ? ' AND expires_at > @at' : '';
  const open = late ? '' : ` AND state IN (${OPEN})`;
  return shift(db, to, LISTED + inTime + open, {
    ids: JSON.stringify(ids),
    at,
    handedBy,
  });
}

/** Notes which open invitations are past their time. Part of a transaction. */
export function expireInvitations(db: Db, at: number): string[] {
  return shift(db, 'expired', LATE, { at });
}

function shift(db: Db, to: To, where: string, bind: { at: number } & Record<string, unknown>): string[] {
  const moved = db
    .prepare<[object], string>(
      `UPDATE invitations SET state = '${to}', ${STAMPS[to]}
       WHERE ${where} AND state IN (${statesBefore(to)}) RETURNING id`,
    )
    .pluck()
    .all(bind);
  cancelMailsOf(db, moved, bind.at, WITHDRAWN[to]);
  return moved;
}

function statesBefore(to: InvitationState): string {
  return INVITATION_STATES.filter((from) => canMoveInvitation(from, to))
    .map((state) => `'${state}'`)
    .join(', ');
}

/** Writes that move invitations; see InvitationRepository for each. */
export function invitationMoves(db: Db) {
  const begin = db.prepare<[number, string]>(
    'UPDATE invitations SET begun_at = ? WHERE id = ? AND begun_at IS NULL',
  );
  return {
    move: ({ audit, ...input }: Input): number =>
      durably(db, () => {
        const moved = shiftInvitations(db, input);
        if (input.to === 'cancelled') withdrawInvitations(db, moved, { shownPins: true });
        if (moved.length > 0 && audit) appendAudit(db, audit);
        return moved.length;
      }),
    begin: ({ id, at }: Parameters<InvitationRepository['begin']>[0]): void => {
      durably(db, () => begin.run(at, id));
    },
    expire: (at: number): number => durably(db, () => expireInvitations(db, at).length),
  };
}
