import type { QueuedOrder } from '../../../model/apple/order.ts';
import type { Clock } from '../../../model/ports.ts';
import type { Store } from '../../../store/contract.ts';
import { outcomeOf } from './outcome.ts';

interface SettleDeps {
  apple: Pick<Store['apple'], 'settleInstall' | 'installs' | 'channels'>;
  clock: Clock;
  changed(): void;
}

/** Notes what an order means for the install it was made for. Never rejects: the next comparison reads the order itself. */
export async function settleOrder(deps: SettleDeps, order: QueuedOrder): Promise<void> {
  const state = outcomeOf(order);
  if (state === null) return;
  try {
    const uuid = order.purpose === 'profile' ? order.uuid : await installGoneBy(deps.apple, order, state);
    if (uuid === null) return;
    await deps.apple.settleInstall({ uuid, state, errors: order.errors, at: deps.clock.now() });
    deps.changed();
  } catch {
    return;
  }
}

/** What an admin had removed by its name was installed by another order: the one that is to be settled. */
async function installGoneBy(
  apple: SettleDeps['apple'],
  { order, deviceId, user }: QueuedOrder,
  state: string,
): Promise<string | null> {
  if (state !== 'removed' || order.type !== 'RemoveProfile') return null;
  const [rows, channels] = await Promise.all([apple.installs({ deviceId }), apple.channels(deviceId)]);
  const channel = channels.find(({ guid, shortName }) => (user === null ? guid === '' : shortName === user));
  return rows.find((row) => row.channel === channel?.id && row.identifier === order.identifier)?.uuid ?? null;
}
