import type { TargetOutcome } from '../../model/action-adapter.ts';
import { canMoveTarget, isFinal, type TargetReason, type TargetState } from '../../model/command.ts';
import { appendAudit } from '../chain/append.ts';
import type { CommandRepository, TargetMove } from '../contract.ts';
import { type Db, durably } from '../database/connect.ts';
import { recordEnds } from './ends.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { nextOrder } from './order.ts';

type Input = Parameters<CommandRepository['move']>[0];
type Told = Omit<TargetOutcome, 'state'> & { state: TargetState };

/** The columns of a target that a move can change. */
interface Changing {
  state: TargetState;
  reason: TargetReason | null;
  message: string | null;
  sentAt: number | null;
  endedAt: number | null;
  checkedAt: number | null;
  nextCheckAt: number | null;
  providerCommandId: string | null;
  providerState: string | null;
  providerResult: string | null;
  expiresAt: number | null;
}
interface Now extends Changing {
  command: number;
  /** Why it must not go back to the queue; null when it may. */
  withdrawn: TargetReason | null;
  /** 1 once the connection has ended. */
  closed: number;
}

const NOW = `SELECT t.command, t.withdrawn, c.closed, t.state, t.reason, t.message, t.sent_at AS sentAt,
    t.ended_at AS endedAt, t.checked_at AS checkedAt, t.next_check_at AS nextCheckAt,
    t.provider_command_id AS providerCommandId, t.provider_state AS providerState,
    t.provider_result AS providerResult, t.expires_at AS expiresAt
  FROM command_targets t JOIN commands c ON c.seq = t.command WHERE t.seq = ?`;
const WRITE = `UPDATE command_targets SET state = @state, reason = @reason, message = @message, owner = NULL,
    sent_at = @sentAt, ended_at = @endedAt, checked_at = @checkedAt, next_check_at = @nextCheckAt,
    provider_command_id = @providerCommandId, provider_state = @providerState,
    provider_result = @providerResult, expires_at = @expiresAt,
    sent_order = iif(state = 'sending', @order, sent_order)
  WHERE seq = @seq`;

const FOLLOWED: ReadonlySet<TargetState> = new Set(['sent', 'not_now', 'unknown']);

/** Writes moves of targets, and what they mean for their commands; see CommandRepository.move. */
export function mover(db: Db): (input: Input) => number {
  const now = db.prepare<[number], Now>(NOW);
  const write = db.prepare<[Changing & { seq: number; order: number }]>(WRITE);
  const moveOne = (move: TargetMove, at: number, order: number, ledger: Ledger): boolean => {
    const before = now.get(move.id);
    const after = before === undefined ? null : afterMove(move, before, at);
    if (before === undefined || after === null) return false;
    write.run({ ...after, seq: move.id, order });
    if (after.state !== before.state) ledger.moved(before.command, before.state, after.state);
    return true;
  };
  return ({ moves, at, audit, ended }) =>
    durably(db, () => {
      const order = nextOrder(db);
      const ledger = openLedger(db);
      const made = moves.filter((move) => moveOne(move, at, order, ledger)).length;
      const ends = ledger.write(at);
      if (made > 0 && audit) appendAudit(db, audit);
      recordEnds(db, ends, ended ?? null);
      return made;
    });
}

/** A target as a move leaves it; null when the table does not have the move. */
function afterMove({ outcome, sentAt, nextCheckAt }: TargetMove, now: Now, at: number): Changing | null {
  const closed = now.closed === 1;
  const told = outcome.state === 'queued' ? givenBack(now) : closed ? afterTheEnd(outcome) : outcome;
  const { state, reason, message } = told;
  const toldAgain = state === now.state && FOLLOWED.has(state);
  if (!toldAgain && !canMoveTarget(now.state, state)) return null;
  const asked = nextCheckAt === undefined ? now.nextCheckAt : nextCheckAt;
  return {
    state,
    reason,
    message,
    sentAt: sentAt ?? now.sentAt,
    endedAt: toldAgain ? now.endedAt : isFinal(state) || state === 'unknown' ? at : null,
    checkedAt: FOLLOWED.has(now.state) ? at : now.checkedAt,
    nextCheckAt: FOLLOWED.has(state) && !closed ? asked : null,
    providerCommandId: told.providerCommandId ?? now.providerCommandId,
    providerState: told.providerState ?? now.providerState,
    providerResult: told.providerResult ?? now.providerResult,
    expiresAt: told.expiresAt ?? now.expiresAt,
  };
}

/** What certainly did nothing waits again, unless it was cancelled meanwhile. */
function givenBack({ withdrawn }: Now): Told {
  return withdrawn === null
    ? { state: 'queued', reason: null, message: null }
    : { state: 'cancelled', reason: withdrawn, message: null };
}

/** After the connection has ended nobody asks: what is on its way stays in doubt. */
function afterTheEnd(outcome: TargetOutcome): Told {
  const onTheWay = outcome.state === 'sent' || outcome.state === 'not_now';
  return onTheWay ? { ...outcome, state: 'unknown', reason: 'connection_deleted' } : outcome;
}
