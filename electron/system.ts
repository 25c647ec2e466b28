import { randomBytes } from 'node:crypto';
import { hostname, userInfo } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { v7 } from 'uuid';
import type { Who } from './audit/recorder.ts';
import type { Clock, Random } from './model/ports.ts';

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    await delay(ms, undefined, signal === undefined ? undefined : { signal });
  },
};

/** The machine's cryptographic randomness. */
export const systemRandom: Random = {
  bytes: (length) => randomBytes(length),
  fraction: () => randomBytes(4).readUInt32BE() / 2 ** 32,
  uuid: (now) => v7({ msecs: now }),
};

/** The person and the machine, for the log. */
export function whoIsHere(origin: Who['origin']): Who {
  return { actor: userName(), origin, host: hostname() };
}

/** In a container the account may have no name, only a number. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return process.env.USER ?? process.env.USERNAME ?? `uid ${process.getuid?.() ?? '?'}`;
  }
}
