import type { ActionAdapter } from '../../../../model/action-adapter.ts';
import type { OrderDeps } from '../orders.ts';
import { follow, reconcile } from './follow.ts';
import { judgeFor } from './judge.ts';
import { batchSize, keptMs } from './kept.ts';
import { look } from './look.ts';
import { send } from './send.ts';

/** Actions of the command centre as orders to devices: `send` queues, `follow` reads the queue. */
export function createAppleActions(deps: OrderDeps): ActionAdapter {
  return {
    batchSize,
    keptMs,
    judge: judgeFor(deps.profiles.identifier),
    look: async (providerId, signal) => {
      signal.throwIfAborted();
      return await look(deps, providerId);
    },
    send: (spec, orders, signal) => send(deps, spec, orders, signal),
    follow: async (spec, target, signal) => {
      signal.throwIfAborted();
      return await follow(deps, spec, target);
    },
    reconcile: async (spec, target, signal) => {
      signal.throwIfAborted();
      return await reconcile(deps, spec, target);
    },
  };
}
