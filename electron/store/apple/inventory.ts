import type { DeviceReport } from '../contract/apple.ts';
import type { FleetBatch } from './fleet.ts';

/**
 * Puts what a device told of itself into its document. `information` is what lists show of it; the other parts say nothing of
 * its row, so that their long lists need not be read for it.
 */
export function mergeInventory(fleet: FleetBatch, deviceId: string, { inventory, at }: DeviceReport): void {
  if (inventory === null) return;
  const { part, value } = inventory;
  if (part !== 'information' || Array.isArray(value)) {
    fleet.patch(deviceId, part, JSON.stringify(value));
    return;
  }
  fleet.change(deviceId, (document) => ({
    ...document,
    information: value,
    lastSeenAt: at,
    at: { ...document.at, information: at },
  }));
}
