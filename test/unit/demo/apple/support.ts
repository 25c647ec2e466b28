import { randomBytes } from 'node:crypto';
import type { AppleDevice, DeviceOptions } from '../../../../electron/demo/apple/device/contract.ts';
import { createAppleDevice } from '../../../../electron/demo/apple/device/device.ts';
import { ownKeys, sharedKeys } from '../../../../electron/demo/apple/device/keys.ts';
import { createDeviceNetwork } from '../../../../electron/demo/apple/device/network.ts';
import type { Random } from '../../../../electron/model/ports.ts';
import { createQuickClock, type QuickClock } from '../../../support/quick-clock.ts';
import type { ScriptedServer } from './scripted/server.ts';

export const random: Random = {
  bytes: (length) => randomBytes(length),
  fraction: () => 0.5,
  uuid: () => {
    const hex = randomBytes(16).toString('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
  },
};

export interface Unpacked {
  device: AppleDevice;
  clock: QuickClock;
  world: Pick<DeviceOptions, 'clock' | 'random' | 'network' | 'keys'>;
}

/** Few keys for all tests of a file: making them would be most of the time. */
export const keys = sharedKeys(3, ownKeys);

/** A device that trusts nothing but what its profile brings, unless roots are given. */
export function unpack(
  options: Partial<DeviceOptions> & { seed: string },
  roots: readonly string[] = [],
): Unpacked {
  const clock = createQuickClock();
  const world = { clock, random, network: createDeviceNetwork({ roots }), keys };
  return { clock, world, device: createAppleDevice({ model: 'iphone', ...world, ...options }) };
}

/** A device that is managed by this server. */
export async function managed(
  server: ScriptedServer,
  options: Partial<DeviceOptions> & { seed: string },
): Promise<Unpacked> {
  const unpacked = unpack(options);
  await unpacked.device.install(await server.profile());
  return unpacked;
}
