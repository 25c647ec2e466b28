import type { ActionSpec } from '../../../../model/action.ts';
import type { TargetOutcome } from '../../../../model/action-adapter.ts';
import type { QueuedOrder } from '../../../../model/apple/order.ts';
import type { Target } from '../../../../model/command.ts';
import type { OrderDeps } from '../orders.ts';
import { keptMs } from './kept.ts';
import { orderId } from './order-ids.ts';
import { outcomeOf } from './outcome.ts';

type Deps = Pick<OrderDeps, 'apple' | 'clock'>;

/** Reads in the queue what became of a target (`ActionAdapter.follow`); an order whose time is over ends here. */
export async function follow(deps: Deps, spec: ActionSpec, target: Target): Promise<TargetOutcome | null> {
  const orders = await current(deps, target);
  if (orders.length === 0) return { state: 'unknown', reason: 'no_word', message: null };
  const outcome = outcomeOf(spec, orders);
  const same = outcome.state === target.state && outcome.providerState === target.providerState;
  return same ? null : outcome;
}

/** The orders of a target; those that waited too long, and were never sent or put off, are taken back first. */
async function current({ apple, clock }: Deps, target: Target): Promise<QueuedOrder[]> {
  const bundle = orderId(target, 0);
  const orders = await apple.bundle(bundle);
  const now = clock.now();
  if (target.expiresAt === null || now < target.expiresAt) return orders;
  const late = orders.filter(({ state }) => state === 'queued' || state === 'not_now');
  if (late.length === 0) return orders;
  const uuids = late.map(({ uuid }) => uuid);
  await apple.cancel({ uuids, reason: 'expired', at: now, audit: null });
  return await apple.bundle(bundle);
}

/** When an order is taken back that was queued by a program which could not say so any more (ms UTC). */
function expiryOf({ action }: ActionSpec, { sentAt }: Target, now: number): number {
  return (sentAt ?? now) + (keptMs(action) ?? 0);
}

/** A program that was cut off, and one that had to wait for the file, has queued by now, or never will (ms). */
const SETTLED_MS = 10 * 60_000;
/** What ended longer ago may have been cleared away (ms). */
const REMEMBERED_MS = 7 * 24 * 60 * 60_000;

/**
 * What the queue proves of an outcome in doubt (`ActionAdapter.reconcile`): an order that is not there was never queued, and
 * nothing but a device’s answer, late as it may be, tells of one that was sent.
 */
export async function reconcile(deps: Deps, spec: ActionSpec, target: Target): Promise<TargetOutcome | null> {
  const orders = await deps.apple.bundle(orderId(target, 0));
  if (orders.length > 0) {
    const outcome = outcomeOf(spec, orders);
    if (outcome.state === 'unknown') return null;
    const expiresAt = target.expiresAt ?? expiryOf(spec, target, deps.clock.now());
    return { ...outcome, providerCommandId: orderId(target, 0), expiresAt };
  }
  const age = target.sentAt === null ? 0 : deps.clock.now() - target.sentAt;
  if (age < SETTLED_MS || age > REMEMBERED_MS) return null;
  return { state: 'failed', reason: 'seen_on_device', message: null };
}
