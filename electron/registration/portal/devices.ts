import type { Device } from '../../model/device.ts';
import { MusterError } from '../../model/errors.ts';
import type { OwnDevice } from '../contract.ts';
import type { PortalKit } from './deps.ts';
import { needStanding } from './standing.ts';

/** More are not one person’s own. */
const MOST = 500;

/** See PortalService.devices: those that are in the cache, the one seen last first. */
export async function ownDevices(kit: PortalKit, token: string): Promise<OwnDevice[]> {
  const { user, step } = await needStanding(kit, token);
  if (step === 'pin') throw new MusterError('not_signed_in');
  const users = [user.userName, ...(user.email === null ? [] : [user.email])];
  const { rows } = await kit.devices.window({
    filter: { users },
    sort: { column: 'lastSyncAt', direction: 'descending' },
    offset: 0,
    limit: MOST,
  });
  return rows.map(shown);
}

/** What an admin wrote about a device is none of it. */
function shown({ name, model, serial, platform, providerId, status, lastSyncAt }: Device): OwnDevice {
  return {
    name: name ?? model ?? serial ?? providerId,
    model,
    serial,
    platform,
    state: status,
    lastSeenAt: lastSyncAt,
  };
}
