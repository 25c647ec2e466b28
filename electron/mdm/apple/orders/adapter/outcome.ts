import type { ActionSpec } from '../../../../model/action.ts';
import type { TargetOutcome } from '../../../../model/action-adapter.ts';
import {
  type ErrorChain,
  type OrderReason,
  type QueuedOrder,
  wordsOf,
} from '../../../../model/apple/order.ts';
import type { TargetReason } from '../../../../model/command.ts';

/** How orders ended that the device did not end itself. */
const CANCELLED: Readonly<Record<OrderReason, TargetReason>> = {
  reregistered: 'reregistered',
  unenrolled: 'unenrolled',
  wiped: 'wiped_since',
  by_admin: 'by_admin',
  unreadable: 'no_result',
  no_answer: 'no_word',
  format_error: 'device_ignored',
  not_wanted: 'provider_cancelled',
  expired: 'device_expired',
};

/** The end of a registration: what was on its way then has an end nobody told. */
const LIFE_ENDS: ReadonlySet<OrderReason | null> = new Set(['reregistered', 'unenrolled', 'wiped']);

/**
 * What the orders of one target come to: on the way until all have ended, put off when all are, done when all are done; else what
 * is gravest.
 */
export function outcomeOf({ action }: ActionSpec, orders: readonly QueuedOrder[]): TargetOutcome {
  const states = new Set(orders.map(({ state }) => state));
  const open = (['queued', 'sent', 'not_now'] as const).filter((state) => states.has(state));
  const [first] = open;
  if (first !== undefined) {
    const providerState = states.size === 1 ? first : 'sent';
    const state = providerState === 'not_now' ? 'not_now' : 'sent';
    return { state, reason: null, message: null, providerState };
  }
  const ended = { message: wordsOf(errorsOf(orders)), providerState: gravest(orders) };
  const failed = orders.find(({ state }) => state === 'failed');
  if (failed !== undefined)
    return {
      ...ended,
      state: 'failed',
      reason: failed.reason === 'format_error' ? 'device_ignored' : 'device_failed',
    };
  const doubtful = orders.find((order) => isDoubtful(order));
  if (doubtful !== undefined)
    return { ...ended, ...(isRetired(action, doubtful) ? RETIRED : inDoubt(doubtful)) };
  const cancelled = orders.find(({ state }) => state === 'cancelled');
  if (cancelled === undefined) return { ...ended, state: 'acknowledged', reason: null };
  const reason = cancelled.reason === null ? 'provider_cancelled' : CANCELLED[cancelled.reason];
  return { ...ended, state: cancelled.reason === 'expired' ? 'expired' : 'cancelled', reason };
}

/** Without an answer that could be read, or cut off from it by the end of the registration. */
function isDoubtful({ state, reason, sentAt }: QueuedOrder): boolean {
  return state === 'unknown' || (state === 'cancelled' && sentAt !== null && LIFE_ENDS.has(reason));
}

/** A device that was told to leave, and has left, has done it, though it had no chance to say so. */
function isRetired(action: ActionSpec['action'], { reason }: QueuedOrder): boolean {
  return action === 'apple_retire' && reason === 'unenrolled';
}
const RETIRED = { state: 'acknowledged', reason: 'seen_on_device' } as const;

function inDoubt({ reason }: QueuedOrder): Pick<TargetOutcome, 'state' | 'reason'> {
  return { state: 'unknown', reason: reason === 'unreadable' ? 'no_result' : 'no_word' };
}

function gravest(orders: readonly QueuedOrder[]): string | null {
  const order = ['failed', 'unknown', 'cancelled', 'acknowledged'] as const;
  return order.find((state) => orders.some((one) => one.state === state)) ?? null;
}

function errorsOf(orders: readonly QueuedOrder[]): ErrorChain | null {
  const all = orders.flatMap(({ errors }) => errors ?? []);
  return all.length === 0 ? null : all;
}
