import type { ActionSpec } from '../../../../model/action.ts';
import { type AppleSpec, isChromeosSpec } from '../../../../model/action.ts';
import type { Order, SendResult, TargetOutcome } from '../../../../model/action-adapter.ts';
import type { Target } from '../../../../model/command.ts';
import { isMusterError, MusterError, toMusterError } from '../../../../model/errors.ts';
import type { NewOrder } from '../../../../store/contract/apple.ts';
import type { OrderDeps } from '../orders.ts';
import { batchSize, keptMs } from './kept.ts';
import { orderId } from './order-ids.ts';
import { type Prepared, prepare } from './orders-for.ts';

type Queued = Extract<Prepared, { orders: NewOrder[] }>;

/**
 * Queues what all these devices are to be told, in one transaction (`ActionAdapter.send`). Throws `bad_input` for none or more
 * than a batch, and what the signal was fired with.
 */
export async function send(
  deps: OrderDeps,
  spec: ActionSpec,
  orders: readonly Order[],
  signal: AbortSignal,
): Promise<SendResult> {
  if (isChromeosSpec(spec) || orders.length === 0 || orders.length > (batchSize(spec.action) ?? 0))
    throw new MusterError('bad_input', { reason: `${orders.length} targets for ${spec.action}` });
  signal.throwIfAborted();
  const prepared = await prepareAll(deps, spec, orders).catch(toMusterError);
  // Nothing has left yet: the file is busy, or the vault locked, for all.
  if (isMusterError(prepared)) return notSent(prepared);
  signal.throwIfAborted();
  const outcomes = new Map<number, TargetOutcome>();
  const ready: Queued[] = [];
  for (const one of prepared) {
    if ('orders' in one) ready.push(one);
    else outcomes.set(one.target.id, { state: 'failed', reason: one.reason, message: null });
  }
  const told = await queueAll(deps, spec, ready);
  if (isMusterError(told)) return notSent(told);
  for (const [id, outcome] of told) outcomes.set(id, outcome);
  return { kind: 'answered', outcomes };
}

async function prepareAll(deps: OrderDeps, spec: AppleSpec, orders: readonly Order[]): Promise<Prepared[]> {
  const profile = spec.action === 'apple_install_profile' ? await deps.apple.profile(spec.profileId) : null;
  return await Promise.all(orders.map(({ target }) => prepare(deps, spec, target, profile)));
}

/** The outcome of each target; an error when it is certain that nothing was queued. */
async function queueAll(
  deps: OrderDeps,
  spec: AppleSpec,
  ready: readonly Queued[],
): Promise<Map<number, TargetOutcome> | MusterError> {
  const { apple, clock } = deps;
  if (ready.length === 0) return new Map();
  const at = clock.now();
  const orders = ready.flatMap((one) => one.orders);
  const told = await apple.enqueue({ orders, at }).catch(toMusterError);
  if (isMusterError(told)) return await afterFailure(deps, spec, ready, told, at);
  deps.queued();
  return outcomesOf(ready, (one) => outcomeOf(spec, one, told.refused, at));
}

function outcomeOf(
  spec: AppleSpec,
  { target, orders }: Queued,
  refused: Record<string, 'gone' | 'reregistered'>,
  at: number,
): TargetOutcome {
  const bundle = orderId(target, 0);
  const why = orders.filter((order) => order.bundle === bundle).map(({ uuid }) => refused[uuid]);
  const first = why.find((one) => one !== undefined);
  // Of several users one may have gone; what the others have is followed.
  if (first !== undefined && !why.includes(undefined))
    return { state: 'cancelled', reason: first, message: null };
  return taken(spec, target, at);
}

/** A write that failed has most likely done nothing; the queue knows. When it cannot be read either, that is in doubt. */
async function afterFailure(
  { apple, queued }: OrderDeps,
  spec: AppleSpec,
  ready: readonly Queued[],
  error: MusterError,
  at: number,
): Promise<Map<number, TargetOutcome> | MusterError> {
  try {
    const there = new Set<number>();
    for (const { target } of ready)
      if ((await apple.bundle(orderId(target, 0))).length > 0) there.add(target.id);
    if (there.size === 0) return error;
    queued();
    return outcomesOf(ready, ({ target }) =>
      there.has(target.id) ? taken(spec, target, at) : { state: 'cancelled', reason: 'gone', message: null },
    );
  } catch {
    return outcomesOf(ready, ({ target }) => ({
      ...taken(spec, target, at),
      state: 'unknown',
      reason: 'answer_lost',
    }));
  }
}

function outcomesOf(
  ready: readonly Queued[],
  outcome: (one: Queued) => TargetOutcome,
): Map<number, TargetOutcome> {
  return new Map(ready.map((one) => [one.target.id, outcome(one)]));
}

/** In the queue, where the device will find it. */
function taken({ action }: AppleSpec, target: Target, at: number): TargetOutcome {
  return {
    state: 'sent',
    reason: null,
    message: null,
    providerCommandId: orderId(target, 0),
    providerState: 'queued',
    expiresAt: at + (keptMs(action) ?? 0),
  };
}

function notSent(error: MusterError): SendResult {
  return { kind: 'not_sent', why: 'offline', afterMs: null, error };
}
