import { INVENTORY_ORDERS, type OrderPurpose } from '../../../model/apple/order.ts';
import type { Clock, Random } from '../../../model/ports.ts';
import type { AppleDeviceRow, NewOrder } from '../../../store/contract/apple.ts';
import type { Store } from '../../../store/contract.ts';

/** What asking devices by ourselves needs. */
export interface AskDeps {
  apple: Pick<Store['apple'], 'enqueue' | 'noteInventory' | 'orders'>;
  clock: Clock;
  random: Random;
}
type Asked = Pick<AppleDeviceRow, 'deviceId' | 'enrolledAt'>;

/**
 * Asks devices for their whole inventory. The orders are on their way to the store before this first waits for anything: a device
 * that has just registered finds them when it says that it is idle. Throws what the store throws.
 */
export async function askInventory(deps: AskDeps, devices: readonly Asked[]): Promise<void> {
  if (devices.length === 0) return;
  const { apple, clock, random } = deps;
  const at = clock.now();
  const orders = devices.flatMap(({ deviceId, enrolledAt }): NewOrder[] => {
    const bundle = random.uuid(at);
    return INVENTORY_ORDERS.map((type, place) => ({
      uuid: place === 0 ? bundle : random.uuid(at),
      deviceId,
      guid: '',
      order: { type },
      sealed: null,
      purpose: 'inventory',
      bundle,
      enrolledAt,
    }));
  });
  await apple.enqueue({ orders, at });
  await apple.noteInventory({ deviceIds: devices.map(({ deviceId }) => deviceId), at });
}

/** Orders of a device that is looked through for what was asked before: an inventory and a renewal are a handful. */
const OPEN_AT_MOST = 100;

/** Those of the devices that have been asked for this already and have not come since: asked again they would get it twice. */
export async function withOpen(
  { apple }: Pick<AskDeps, 'apple'>,
  purpose: OrderPurpose,
  devices: readonly Pick<AppleDeviceRow, 'deviceId'>[],
): Promise<Set<string>> {
  const busy = await Promise.all(
    devices.map(async ({ deviceId }) => {
      const states = ['queued' as const, 'not_now' as const];
      const { rows } = await apple.orders({ deviceId, states, offset: 0, limit: OPEN_AT_MOST });
      return rows.some((order) => order.purpose === purpose) ? deviceId : null;
    }),
  );
  return new Set(busy.filter((deviceId) => deviceId !== null));
}
