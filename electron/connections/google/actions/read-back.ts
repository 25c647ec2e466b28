import type { ActionSpec } from '../../../model/action.ts';
import type { Order, TargetOutcome } from '../../../model/action-adapter.ts';
import type { ActionApi } from './api.ts';
import { look } from './fresh.ts';
import { confirmed, TAKEN } from './verify.ts';

/** Devices read back at the same time after a write. */
const READ_BACK_AT_ONCE = 5;

/**
 * What reading the devices right after a write shows. Where one shows nothing yet it is verified later, and so are all
 * that are left when reading fails: the write was taken, whatever keeps us from seeing it now.
 */
export async function readBack(
  api: ActionApi,
  spec: ActionSpec,
  orders: readonly Order[],
  signal: AbortSignal,
): Promise<Map<number, TargetOutcome>> {
  const outcomes = new Map(orders.map(({ target }) => [target.id, TAKEN]));
  const waiting = [...orders];
  const readNext = async (): Promise<void> => {
    for (let order = waiting.shift(); order !== undefined; order = waiting.shift()) {
      const fresh = await look(api, order.target.facts.providerId, signal);
      const good = fresh === null ? null : confirmed(spec, order.change, fresh);
      if (good !== null) outcomes.set(order.target.id, good);
    }
  };
  const giveUp = (): void => {
    waiting.length = 0;
  };
  await Promise.all(Array.from({ length: READ_BACK_AT_ONCE }, () => readNext().catch(giveUp)));
  return outcomes;
}
