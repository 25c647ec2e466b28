import { sendingLease, type TargetReason, type TargetState } from '../../model/command.ts';
import { MusterError } from '../../model/errors.ts';
import { appendAudit } from '../chain/append.ts';
import type { CommandRepository } from '../contract.ts';
import { type Db, durably } from '../database/connect.ts';
import { recordEnds } from './ends.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { nextOrder } from './order.ts';

type Input<Name extends keyof CommandRepository> = Parameters<CommandRepository[Name]>[0];
interface Shift {
  command: number;
  from: TargetState;
  to: TargetState;
  reason: TargetReason | null;
  endedAt: number | null;
  /** Only these (ids as JSON); null for all in that state. */
  targets: string | null;
}

const SHIFT = `UPDATE command_targets SET state = @to, reason = @reason, ended_at = @endedAt, next_check_at = NULL
  WHERE command = @command AND state = @from
    AND (@targets IS NULL OR seq IN (SELECT value FROM json_each(@targets)))`;
const WITHDRAW = `UPDATE command_targets SET withdrawn = @reason
  WHERE command = @command AND state = 'sending' AND withdrawn IS NULL
    AND (@targets IS NULL OR seq IN (SELECT value FROM json_each(@targets)))`;
const CUT_OFF = `UPDATE command_targets SET state = 'unknown', reason = 'cut_off', owner = NULL,
    sent_at = claimed_at, ended_at = @at, sent_order = @order,
    next_check_at = iif((SELECT closed FROM commands WHERE seq = command) = 1, NULL, @nextCheckAt)
  WHERE state = 'sending' AND owner <> @owner
    AND command IN (SELECT seq FROM commands WHERE connection_id = @connectionId OR closed = 1)
  RETURNING command`;
const STOP_ASKING = `UPDATE command_targets INDEXED BY command_targets_due SET next_check_at = NULL
  WHERE next_check_at IS NOT NULL AND command IN (SELECT seq FROM commands WHERE connection_id = ?)`;

/** Moves all targets of a command that are in one state; answers how many those were. */
function shift(db: Db, ledger: Ledger, input: Shift): number {
  const { changes } = db.prepare<[Shift]>(SHIFT).run(input);
  if (changes > 0) ledger.moved(input.command, input.from, input.to, changes);
  return changes;
}

/**
 * What is being sent is not taken back, yet is cancelled should its request turn out to have done nothing. Answers how
 * many those are.
 */
function withdraw(db: Db, input: Pick<Shift, 'command' | 'reason' | 'targets'>): number {
  return db.prepare<[object]>(WITHDRAW).run(input).changes;
}

/** Writes that move many targets at once; see CommandRepository for each. */
export function bulkWrites(db: Db) {
  const seqOf = (id: string): number => {
    const seq = db.prepare<[string], number>('SELECT seq FROM commands WHERE id = ?').pluck().get(id);
    if (seq === undefined) throw new MusterError('not_found', { command: id });
    return seq;
  };
  return {
    release: ({ commandId, at, audit }: Input<'release'>): boolean =>
      durably(db, () => {
        const ledger = openLedger(db);
        const all = { command: seqOf(commandId), reason: null, endedAt: null, targets: null };
        const released = shift(db, ledger, { ...all, from: 'held', to: 'queued' }) > 0;
        ledger.write(at);
        if (released) appendAudit(db, audit);
        return released;
      }),
    undo: ({ commandId, at, audit }: Input<'undo'>): number =>
      durably(db, () => {
        const ledger = openLedger(db);
        const all = { command: seqOf(commandId), reason: 'undone' as const, endedAt: at, targets: null };
        const undone = shift(db, ledger, { ...all, from: 'held', to: 'cancelled' });
        ledger.write(at);
        if (undone > 0) appendAudit(db, audit);
        return undone;
      }),
    cancel: ({ commandId, reason, targets, at, audit }: Input<'cancel'>): number =>
      durably(db, () => {
        const ledger = openLedger(db);
        const these = { command: seqOf(commandId), reason, endedAt: at, targets: listed(targets) };
        const held = shift(db, ledger, { ...these, from: 'held', to: 'cancelled' });
        const queued = shift(db, ledger, { ...these, from: 'queued', to: 'cancelled' });
        const withdrawn = withdraw(db, these);
        ledger.write(at);
        if (held + queued + withdrawn > 0 && audit) appendAudit(db, audit);
        return held + queued;
      }),
    cutOff: (input: Input<'cutOff'>): number => durably(db, () => cutOff(db, input)),
  };
}

function listed(targets: number[] | undefined): string | null {
  return targets === undefined ? null : JSON.stringify(targets);
}

/** Those of a connection that has ended have nobody else who would find them: they are cut off too, and not asked for. */
function cutOff(db: Db, input: Input<'cutOff'>): number {
  const ledger = openLedger(db);
  const cut = db.prepare<unknown[], number>(CUT_OFF).pluck();
  const { connectionId, owner, at, nextCheckAt, ended = null } = input;
  const commands = cut.all({ connectionId, owner, at, nextCheckAt, order: nextOrder(db) });
  for (const command of commands) ledger.moved(command, 'sending', 'unknown');
  recordEnds(db, ledger.write(at), ended);
  return commands.length;
}

/**
 * Stops every command of a connection for good: what has not gone out is cancelled, what is on its way is in doubt
 * and not asked for any more. To be called in a transaction.
 */
export function endCommands(db: Db, connectionId: string, at: number): void {
  const open = db
    .prepare<[string], number>('SELECT seq FROM commands WHERE connection_id = ? AND ended_at IS NULL')
    .pluck();
  const ledger = openLedger(db);
  for (const command of open.all(connectionId)) {
    const one = { command, reason: 'connection_deleted' as const, endedAt: at, targets: null };
    withdraw(db, one);
    for (const from of ['held', 'queued'] as const) shift(db, ledger, { ...one, from, to: 'cancelled' });
    for (const from of ['sent', 'not_now'] as const) shift(db, ledger, { ...one, from, to: 'unknown' });
  }
  db.prepare(STOP_ASKING).run(connectionId);
  // Another program may hold the right to send, and asks for it once more before each request.
  db.prepare('DELETE FROM leases WHERE name = ?').run(sendingLease(connectionId));
  db.prepare('UPDATE commands SET closed = 1 WHERE connection_id = ?').run(connectionId);
  ledger.write(at);
}
