import type { Device, DeviceQuery } from '../../../../electron/bridge/domain';

/** A device that differs from its neighbours by its number only. */
export function device(number: number, change: Partial<Device> = {}): Device {
  return {
    id: `id-${number}`,
    connectionId: 'google',
    platform: 'chromeos',
    providerId: `p-${number}`,
    name: null,
    serial: `S${number}`,
    model: 'Acer Spin 511',
    user: null,
    location: null,
    assetId: null,
    notes: null,
    orgUnitId: 'ou-1',
    orgUnitPath: '/Schools',
    state: 'active',
    providerStatus: 'ACTIVE',
    status: 'active',
    osVersion: '144.0.7500.1',
    lastSyncAt: null,
    enrolledAt: null,
    autoUpdateUntil: null,
    fetchedAt: 0,
    vanishedAt: null,
    ...change,
  };
}

export const query = (text?: string): DeviceQuery => ({
  filter: text === undefined ? {} : { text },
  sort: { column: 'serial', direction: 'ascending' },
});
