import { wordsOf } from '../../../model/apple/order.ts';
import type { ProfilePlace } from '../../../model/apple/profile.ts';
import type { Device } from '../../../model/device.ts';
import type { InstallRow } from '../../../store/contract/apple.ts';
import type { Store } from '../../../store/contract.ts';

/** The store’s window takes no more. */
const STRETCH = 500;

export interface PlaceDeps {
  apple: Pick<Store['apple'], 'installs' | 'channels'>;
  devices: Pick<Store['devices'], 'window'>;
}

/** Where a profile is, or is to be, by the device’s name. */
export async function placesOf(deps: PlaceDeps, profileId: string): Promise<ProfilePlace[]> {
  const rows = await deps.apple.installs({ profileId });
  const devices = await devicesOf(deps, [...new Set(rows.map(({ deviceId }) => deviceId))]);
  const users = await usersOf(deps, rows);
  const places = rows.map(({ deviceId, channel, state, version, at, errors }) => ({
    deviceId,
    deviceName: devices.get(deviceId)?.name ?? null,
    serial: devices.get(deviceId)?.serial ?? null,
    user: users.get(channel) ?? null,
    state,
    version,
    at,
    message: wordsOf(errors),
  }));
  return places.sort((one, other) => (one.deviceName ?? '').localeCompare(other.deviceName ?? ''));
}

async function devicesOf({ devices }: PlaceDeps, ids: string[]): Promise<Map<string, Device>> {
  const found = new Map<string, Device>();
  for (let at = 0; at < ids.length; at += STRETCH) {
    const filter = { ids: ids.slice(at, at + STRETCH) };
    const sort = { column: 'serial', direction: 'ascending' } as const;
    const { rows } = await devices.window({ filter, sort, offset: 0, limit: STRETCH });
    for (const device of rows) found.set(device.id, device);
  }
  return found;
}

/** Short names of Mac users, by channel. */
async function usersOf({ apple }: PlaceDeps, rows: InstallRow[]): Promise<Map<number, string>> {
  const macs = new Set(rows.filter(({ guid }) => guid !== '').map(({ deviceId }) => deviceId));
  const found = new Map<number, string>();
  for (const deviceId of macs) {
    for (const { id, guid, shortName } of await apple.channels(deviceId)) {
      if (guid !== '') found.set(id, shortName ?? guid);
    }
  }
  return found;
}
