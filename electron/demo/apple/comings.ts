import type { Clock, Random } from '../../model/ports.ts';
import type { AppleDevice } from './device/contract.ts';
import { isTrouble } from './device/trouble.ts';

/** A push as it arrives at a device: the token in hex. */
export interface ArrivingPush {
  readonly token: string;
  readonly magic: string;
}

const DELAY_MS = [300, 4000] as const;
/** Pauses before a device tries again after a broken connection, in ms. */
const RETRY_MS = [5_000, 30_000, 120_000];

export interface ComingOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** Shortest and longest time from a push until the device comes, in ms. */
  readonly delayMs?: readonly [number, number];
  log(message: string): void;
}

/** Devices on their way to the server. */
export interface Comings {
  /** The push is for this device, or it is not. */
  expect(device: AppleDevice, push: ArrivingPush): void;
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** Lets devices come after a while; one push more while a device is on its way changes nothing. */
export function createComings(options: ComingOptions, keep: () => Promise<void>): Comings {
  const { clock, random, log, delayMs: [least, most] = DELAY_MS } = options;
  const stopped = new AbortController();
  const under = new Map<string, Promise<void>>();
  const wait = (ms: number) => clock.sleep(ms, stopped.signal);

  async function come(device: AppleDevice, push: ArrivingPush): Promise<void> {
    await wait(least + Math.floor(random.fraction() * (most - least)));
    under.delete(push.token);
    for (const pause of [...RETRY_MS, null]) {
      try {
        await device.wake(push);
        return;
      } catch (error) {
        if (!isTrouble(error)) throw error;
        log(`apple devices: ${device.serial}: ${error.message}`);
        if (error.kind !== 'cut' || pause === null) return;
        await wait(pause);
      } finally {
        await keep();
      }
    }
  }

  const all = new Set<Promise<void>>();
  return {
    expect: (device, push) => {
      if (under.has(push.token) || device.state.off || !device.expects(push)) return;
      const coming = come(device, push).catch((error: unknown) => {
        if (!stopped.signal.aborted) log(`apple devices: ${device.serial}: ${String(error)}`);
      });
      under.set(push.token, coming);
      all.add(coming);
      void coming.finally(() => all.delete(coming));
    },
    settled: async () => {
      while (all.size > 0) await Promise.all(all);
    },
    stop: async () => {
      stopped.abort();
      await Promise.all(all);
    },
  };
}
