import type { Clock, Random } from '../../model/ports.ts';
import { type ArrivingPush, createComings } from './comings.ts';
import type { AppleDevice, DeviceOptions } from './device/contract.ts';
import { createAppleDevice, restoreAppleDevice } from './device/device.ts';
import type { PushTokens } from './device/inside.ts';
import type { KeySource } from './device/keys.ts';
import { createDeviceNetwork } from './device/network.ts';
import type { ReadProfile } from './device/profile.ts';
import type { MacUser, SignedIn } from './device/users.ts';
import { createDrawer } from './drawer.ts';

export interface DemoAppleOptions {
  /** Apple’s push service, or its stand-in. */
  readonly pushes: PushTokens & { onPush(listener: (push: ArrivingPush) => void): () => void };
  /** Where the devices are kept over restarts; readable by its owner alone, since it holds their keys. */
  readonly stateFile: string;
  /** Authorities all devices trust from the start, PEM: those of the people’s door. What a profile brings is trusted besides. */
  readonly roots: readonly string[];
  readonly clock: Clock;
  readonly random: Random;
  /** See NetworkOptions. */
  readonly resolve?: (host: string) => string;
  readonly keys?: KeySource;
  /** Shortest and longest time from a push until the device comes, in ms. */
  readonly delayMs?: readonly [number, number];
  log(message: string): void;
}

/** Which device is meant: the same seed is the same device, in whatever life. */
export type DemoDeviceWish = Pick<
  DeviceOptions,
  'model' | 'seed' | 'name' | 'supervised' | 'passcode' | 'applications'
>;

/** iPhones, iPads and Macs of the demo organisation: each comes some moments after a push, as real ones do. */
export interface DemoAppleFleet {
  /** Its user installs a profile. Throws DeviceTrouble, as AppleDevice.install does. */
  register(
    profile: Uint8Array,
    which: DemoDeviceWish,
  ): Promise<{ device: AppleDevice; profile: ReadProfile }>;
  /** A user signs in at a Mac. Throws RangeError for a device there is none of, and DeviceTrouble. */
  signIn(udid: string, user: MacUser): Promise<SignedIn>;
  devices(): readonly AppleDevice[];
  /** By its UDID or its seed. */
  find(which: string): AppleDevice | null;
  /** Keeps what was done to a device by hand. */
  keep(): Promise<void>;
  /** Resolves when everyone who was pushed for so far has come and gone. */
  settled(): Promise<void>;
  /** Sends nobody any more, and keeps everything. */
  close(): Promise<void>;
}

/** Opens the fleet with the devices that were kept. Throws what reading the file throws; one that is not there is empty. */
export async function createDemoAppleFleet(options: DemoAppleOptions): Promise<DemoAppleFleet> {
  const { pushes, clock, random, roots, resolve, keys, log } = options;
  const network = createDeviceNetwork({ roots, ...(resolve === undefined ? {} : { resolve }) });
  const world = { clock, random, network, apns: pushes, ...(keys === undefined ? {} : { keys }) };
  const drawer = await createDrawer(options.stateFile);
  const bySeed = new Map<string, AppleDevice>();
  for (const { seed, state } of drawer.kept) bySeed.set(seed, restoreAppleDevice(world, state));
  for (const device of bySeed.values()) announce(device, pushes);
  const keep = () => drawer.keep([...bySeed].map(([seed, device]) => ({ seed, state: device.state })));
  const find = (which: string): AppleDevice | null =>
    bySeed.get(which) ?? [...bySeed.values()].find(({ udid }) => udid === which) ?? null;
  const comings = createComings(options, keep);
  const remove = pushes.onPush((push) => {
    for (const device of bySeed.values()) comings.expect(device, push);
  });
  return {
    register: async (bytes, which) => {
      const device = bySeed.get(which.seed) ?? createAppleDevice({ ...world, ...which });
      bySeed.set(which.seed, device);
      try {
        return { device, profile: await device.install(bytes) };
      } finally {
        await keep();
      }
    },
    signIn: async (udid, user) => {
      const device = find(udid);
      if (device === null) throw new RangeError(`no device ${udid}`);
      return device.signInUser(user).finally(keep);
    },
    devices: () => [...bySeed.values()],
    find,
    keep,
    settled: comings.settled,
    close: async () => {
      remove();
      await comings.stop();
      await keep();
      network.close();
      log('apple devices: put away');
    },
  };
}

/** A push service that was started anew hears who is there. */
function announce({ state }: AppleDevice, pushes: PushTokens): void {
  if (state.enrollment === null) return;
  const { topic, push } = state.enrollment;
  for (const { token } of [push, ...state.users.map((user) => user.push)]) {
    pushes.register(Buffer.from(token, 'base64').toString('hex'), topic);
  }
}
