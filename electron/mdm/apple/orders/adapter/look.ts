import { familyOfPlatform } from '../../../../model/action.ts';
import type { FreshDevice } from '../../../../model/action-adapter.ts';
import type { OrderDeps } from '../orders.ts';

/**
 * The device with this UDID as the fleet has it; null when there is none (`ActionAdapter.look`). Its record is the fleet’s row:
 * the device’s own document has lists of thousands of applications, which say nothing of what it can be told.
 */
export async function look(
  { devices }: Pick<OrderDeps, 'devices'>,
  providerId: string,
): Promise<FreshDevice | null> {
  const found = await devices.find({ providerId });
  const device = found.find(({ platform }) => familyOfPlatform(platform) === 'apple');
  if (device === undefined) return null;
  const [known] = await devices.facts([device.id]);
  if (known === undefined || known.vanishedAt !== null) return null;
  const { deviceId: _, vanishedAt: __, ...facts } = known;
  return { facts, document: JSON.stringify(device) };
}
