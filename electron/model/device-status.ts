import type { DeviceState } from './device.ts';

/** Google's chromeosdevices.status words we know (Directory API reference); the set is open. */
const STATE_OF_GOOGLE_STATUS: Readonly<Record<string, DeviceState>> = {
  ACTIVE: 'active',
  DISABLED: 'active',
  DEPROVISIONED: 'retired',
  PRE_PROVISIONED: 'pending',
};

/** The device state a Google status stands for; null where Google's word says nothing we know. */
export function stateOfGoogleStatus(status: string | null): DeviceState | null {
  return status === null ? null : (STATE_OF_GOOGLE_STATUS[status] ?? null);
}

/**
 * The one word admins filter by: `archived` for a vanished device, `lost_mode` for a disabled one,
 * else the state, else the provider's own word as `provider:<WORD>`.
 */
export function statusOf(
  state: DeviceState | null,
  providerStatus: string | null,
  vanished: boolean,
): string {
  if (vanished) return 'archived';
  if (providerStatus === 'DISABLED') return 'lost_mode';
  if (state !== null) return state;
  return `provider:${providerStatus ?? ''}`;
}
