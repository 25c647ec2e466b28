import type { AppleDevice, DeviceOptions } from '../../../electron/demo/apple/device/contract.ts';
import { createAppleDevice } from '../../../electron/demo/apple/device/device.ts';
import { type KeySource, sharedKeys } from '../../../electron/demo/apple/device/keys.ts';
import { createDeviceNetwork, type DeviceNetwork } from '../../../electron/demo/apple/device/network.ts';
import type { Clock } from '../../../electron/model/ports.ts';
import { testRandom } from '../../support/memory-vault-parts.ts';
import { createQuickClock } from '../../support/quick-clock.ts';

export interface FleetOptions {
  readonly count: number;
  /** Authorities all devices trust (PEM), and where names lead; or a network that is there. */
  readonly roots?: readonly string[];
  readonly resolve?: (host: string) => string;
  readonly network?: DeviceNetwork;
  /** How many devices are at it at once. */
  readonly atOnce?: number;
  /** Twenty keys for all of them, unless others are given: `ownKeys` makes one for each. */
  readonly keys?: KeySource;
  /** Sleeps take no time, unless another is given. */
  readonly clock?: Clock;
  /** What is special about the device of this number. */
  readonly each?: (index: number) => Partial<DeviceOptions>;
}

/** Many devices that are not managed yet; the same number is the same device in every run. */
export interface Fleet {
  readonly devices: readonly AppleDevice[];
  readonly network: DeviceNetwork;
  /** Does something with all of them, `atOnce` at a time. Rejects with the first failure. */
  all(deed: (device: AppleDevice, index: number) => Promise<unknown>): Promise<void>;
  close(): void;
}

const MODELS = ['iphone', 'ipad', 'iphone', 'mac'] as const;

/** Unpacks a fleet: half iPhones, a quarter iPads, a quarter Macs. */
export function unpackFleet(options: FleetOptions): Fleet {
  const { count, roots = [], resolve, atOnce = 32, keys = sharedKeys(20) } = options;
  const network =
    options.network ??
    createDeviceNetwork({ roots, connections: atOnce, ...(resolve === undefined ? {} : { resolve }) });
  const clock = options.clock ?? createQuickClock();
  const devices = Array.from({ length: count }, (_, index) =>
    createAppleDevice({
      model: MODELS[index % 4] ?? 'iphone',
      seed: `fleet ${index}`,
      clock,
      random: testRandom,
      network,
      keys,
      ...options.each?.(index),
    }),
  );
  return {
    devices,
    network,
    all: (deed) => eachOf(devices, atOnce, deed),
    close: () => {
      if (options.network === undefined) network.close();
    },
  };
}

/** A fleet in which everyone has installed the profile made for his number. */
export async function enrollFleet(
  options: FleetOptions & { profileFor: (index: number, device: AppleDevice) => Promise<Uint8Array> },
): Promise<Fleet> {
  const fleet = unpackFleet(options);
  await fleet.all(async (device, index) => device.install(await options.profileFor(index, device)));
  return fleet;
}

async function eachOf<T>(
  list: readonly T[],
  atOnce: number,
  deed: (one: T, index: number) => Promise<unknown>,
): Promise<void> {
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < list.length) {
      const index = next++;
      const one = list[index];
      if (one !== undefined) await deed(one, index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, list.length) }, work));
}
