import { familyOfPlatform } from '../../../../model/action.ts';
import type { FreshDevice } from '../../../../model/action-adapter.ts';
import type { OrderDeps } from '../orders.ts';

/** The device with this UDID as the store has it; null when there is none (`ActionAdapter.look`). */
export async function look(
  { devices, apple }: Pick<OrderDeps, 'devices' | 'apple'>,
  providerId: string,
): Promise<FreshDevice | null> {
  const found = await devices.find({ providerId });
  const device = found.find(({ platform }) => familyOfPlatform(platform) === 'apple');
  if (device === undefined) return null;
  const [[known], document] = await Promise.all([devices.facts([device.id]), apple.document(device.id)]);
  if (known === undefined || document === null || known.vanishedAt !== null) return null;
  const { deviceId: _, vanishedAt: __, ...facts } = known;
  return { facts, document: JSON.stringify(document) };
}
