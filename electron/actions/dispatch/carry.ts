import type { Order, SendResult, TargetOutcome } from '../../model/action-adapter.ts';
import { FIRST_CHECK_MS, FIRST_RECONCILE_MS } from '../../model/check-times.ts';
import type { Command } from '../../model/command.ts';
import { isMusterError } from '../../model/errors.ts';
import type { Clock } from '../../model/ports.ts';
import type { ClaimedTarget } from '../../store/contract.ts';
import { type Note, plain } from '../records.ts';
import { LATE_MS, STALE_MS } from './lease.ts';
import { precheck } from './precheck.ts';
import { bar, isSameLife, type Shift } from './shift.ts';
import type { CommonTrouble } from './trouble.ts';

/** Targets of one command that were taken for sending. */
export interface Claim {
  command: Command;
  targets: ClaimedTarget[];
}
type GiveBack = () => Promise<void>;

/** Reads, sends and writes down one claim, when its turn comes. The request leaves once, or not at all. */
export async function carry(
  shift: Shift,
  turn: () => Promise<void>,
  { command, targets }: Claim,
): Promise<void> {
  const { records, cut } = shift;
  const { spec } = command;
  shift.announcer.commands([command.id]);
  const { orders, refused, trouble } = await precheck(shift, spec, targets);
  await records.write(
    refused.map(({ target, outcome }) => ({ target, spec, move: { outcome, nextCheckAt: null } })),
    cut,
  );
  const ended = new Set(refused.map(({ target }) => target.id));
  const giveBack = (): Promise<void> => {
    const rest = targets.filter(({ target }) => !ended.has(target.id));
    return records.write(
      rest.map(({ target }) => ({ target, spec, move: { outcome: { state: 'queued' } } })),
      cut,
    );
  };
  if (trouble !== null) {
    await stopFor(shift, trouble);
    return await giveBack();
  }
  if (orders.length + refused.length < targets.length) return await giveBack();
  if (orders.length === 0) return;
  const comes = await turn().then(
    () => true,
    () => false,
  );
  if (!comes) return await giveBack();
  const deadline = startDeadline(shift.deps.clock);
  try {
    if (await mayGo(shift)) await send(shift, command, orders, giveBack, deadline.signal);
    else await giveBack();
  } finally {
    deadline.end();
  }
}

/**
 * Fires before the right to send, kept just now, can have become another program's: a program that was stopped for
 * minutes and goes on must not send what that one holds for cut off.
 */
function startDeadline(clock: Clock): { signal: AbortSignal; end(): void } {
  const late = new AbortController();
  const ended = new AbortController();
  clock.sleep(LATE_MS, ended.signal).then(
    () => late.abort(),
    () => undefined,
  );
  return { signal: late.signal, end: () => ended.abort() };
}

/** The last look before a request leaves is at the right to send; an answer that is old says nothing of it. */
async function mayGo(shift: Shift): Promise<boolean> {
  const { deps, lease, brake, over } = shift;
  if (over.aborted || brake.braking()) return false;
  const askedAt = deps.clock.now();
  const ours = isSameLife(shift) && (await lease.keep().catch(() => false));
  if (!ours) shift.end();
  return ours && !over.aborted && deps.clock.now() - askedAt < STALE_MS;
}

async function send(
  shift: Shift,
  { spec }: Command,
  orders: readonly Order[],
  giveBack: GiveBack,
  late: AbortSignal,
): Promise<void> {
  const { deps, connection, brake, records, cut } = shift;
  const sentAt = deps.clock.now();
  const signal = AbortSignal.any([cut, late]);
  const result = await connection.adapter
    .send(spec, orders, signal)
    .catch((error: unknown): SendResult | null => {
      if (hasNotLeft(error, signal)) return null;
      deps.log(`a request ended without an outcome: ${String(error)}`);
      return { kind: 'answered', outcomes: new Map() };
    });
  if (result === null) return await giveBack();
  if (result.kind === 'answered') {
    brake.passed();
    const notes = orders.map(({ target }): Note => {
      const outcome = result.outcomes.get(target.id) ?? plain('unknown', 'answer_lost');
      const nextCheckAt = firstCheckAt(outcome, deps.clock.now());
      return { target, spec, move: { outcome, sentAt, nextCheckAt } };
    });
    return await records.write(notes, cut);
  }
  // What stops all is known to all before the targets are queued again, so that none is taken in between.
  if (result.kind === 'not_sent') brake.hold(result.why, result.afterMs);
  else await bar(shift, result.pause);
  await giveBack();
}

/** An adapter throws these two before anything has left, and only then; any other error may have come later. */
function hasNotLeft(error: unknown, signal: AbortSignal): boolean {
  return (signal.aborted && error === signal.reason) || isMusterError(error, 'cancelled');
}

function firstCheckAt({ state }: TargetOutcome, now: number): number | null {
  if (state === 'sent' || state === 'not_now') return now + FIRST_CHECK_MS;
  return state === 'unknown' ? now + FIRST_RECONCILE_MS : null;
}

async function stopFor(shift: Shift, trouble: CommonTrouble): Promise<void> {
  if (trouble.kind === 'barred') await bar(shift, trouble.pause);
  else shift.brake.hold(trouble.reason, null);
}
