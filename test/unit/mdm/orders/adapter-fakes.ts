import { createAppleActions } from '../../../../electron/mdm/apple/orders/orders.ts';
import { type ActionSpecInput, actionSpecSchema } from '../../../../electron/model/action.ts';
import type { TargetOutcome } from '../../../../electron/model/action-adapter.ts';
import type { QueuedOrder } from '../../../../electron/model/apple/order.ts';
import type { Target } from '../../../../electron/model/command.ts';
import { DAY, openOrders, T0 } from '../../../support/apple/order-fakes.ts';

export const nobody = new AbortController().signal;

/** A device as it was frozen for a command. */
export function targetOf(id: number, change: Partial<Target['facts']> = {}): Target {
  return {
    id,
    commandId: 'c1',
    facts: {
      deviceId: `d${id}`,
      providerId: `UDID-${id}`,
      serial: null,
      model: null,
      user: null,
      orgUnitId: null,
      orgUnitPath: null,
      providerStatus: 'ENROLLED',
      osVersion: null,
      enrolledAt: T0 - DAY,
      vanishedAt: null,
      annotations: { assetId: null, user: null, location: null, notes: null },
      platform: 'ios',
      supervised: true,
      ...change,
    },
    change: null,
    state: 'sending',
    reason: null,
    message: null,
    attempts: 1,
    sentAt: T0,
    endedAt: null,
    checkedAt: null,
    nextCheckAt: null,
    providerCommandId: null,
    providerState: null,
    providerResult: null,
    expiresAt: null,
  };
}

/** The adapter over a queue in memory. */
export function openAdapter() {
  const parts = openOrders();
  const adapter = createAppleActions(parts.deps);
  const send = async (input: ActionSpecInput, ...targets: Target[]) => {
    const spec = actionSpecSchema.parse(input);
    const orders = targets.map((target) => ({ target, change: null }));
    const result = await adapter.send(spec, orders, nobody);
    const told = targets.map((target): TargetOutcome => {
      const outcome = result.kind === 'answered' ? result.outcomes.get(target.id) : undefined;
      if (outcome === undefined) throw new Error(`no outcome: ${JSON.stringify(result)}`);
      return outcome;
    });
    return {
      spec,
      told,
      kept: told.map((outcome, at): Target => ({ ...(targets[at] ?? targetOf(0)), ...outcome })),
    };
  };
  const queue = (): QueuedOrder[] => [...parts.apple.queue.values()].map(({ order }) => order);
  return { ...parts, adapter, send, queue };
}
