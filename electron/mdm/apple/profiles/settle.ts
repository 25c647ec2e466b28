import type { QueuedOrder } from '../../../model/apple/order.ts';
import type { Clock } from '../../../model/ports.ts';
import type { Store } from '../../../store/contract.ts';
import { outcomeOf } from './outcome.ts';

interface SettleDeps {
  apple: Pick<Store['apple'], 'settleInstall' | 'installs'>;
  clock: Clock;
  changed(): void;
}

/** Notes what an order means for the install it was made for. Never rejects: the next comparison reads the order itself. */
export async function settleOrder(deps: SettleDeps, order: QueuedOrder): Promise<void> {
  const state = outcomeOf(order);
  if (state === null) return;
  try {
    const uuid = await uuidOf(deps, order, state === 'removed');
    if (uuid === null) return;
    await deps.apple.settleInstall({ uuid, state, errors: order.errors, at: deps.clock.now() });
    deps.changed();
  } catch {
    return;
  }
}

/** What an admin had removed by its name was installed by another order. */
async function uuidOf({ apple }: SettleDeps, order: QueuedOrder, removed: boolean): Promise<string | null> {
  if (order.purpose === 'profile') return order.uuid;
  const { order: what, deviceId, user } = order;
  if (!removed || what.type !== 'RemoveProfile' || user !== null) return null;
  const rows = await apple.installs({ deviceId });
  return rows.find(({ guid, identifier }) => guid === '' && identifier === what.identifier)?.uuid ?? null;
}
