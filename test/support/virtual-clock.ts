import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../../electron/model/ports.ts';

/**
 * A clock whose time passes only while everything waits: hours of pauses take no time, and every sleep lasts exactly
 * as long as it says. What works outside this thread has to be `tracked`, so that its time does not count as a pause.
 */
export interface VirtualClock extends Clock {
  /** Lets this much time pass, with everything that happens in it. */
  pass(ms: number): Promise<void>;
  /** Lets time pass until the promise has settled. */
  until<T>(promise: Promise<T>): Promise<T>;
  /** Sets the wall clock forward or back; sleeps do not notice. */
  jump(ms: number): void;
  /** How much time has passed, whatever the wall clock says. */
  elapsed(): number;
  /** The same object; while a promise of one of its functions is pending, no time passes. */
  tracked<T extends object>(target: T): T;
}

interface Sleeper {
  until: number;
  wake(): void;
}

/** So many idle turns of the event loop in a row mean that everything waits. */
const IDLE_TURNS = 4;

export function createVirtualClock(start: number): VirtualClock {
  const sleepers: Sleeper[] = [];
  const outside = countPending();
  let elapsed = 0;
  let skew = 0;

  const settle = async (): Promise<void> => {
    for (let idle = 0; idle < IDLE_TURNS; idle++) {
      if (await outside.wait()) idle = 0;
      await turn();
    }
  };
  const wakeDue = (): void => {
    while (sleepers[0] !== undefined && sleepers[0].until <= elapsed) sleepers.shift()?.wake();
  };
  return {
    now: () => start + Math.floor(elapsed) + skew,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const giveUp = (): void => {
          sleepers.splice(sleepers.indexOf(sleeper), 1);
          reject(signal?.reason);
        };
        const wake = (): void => {
          signal?.removeEventListener('abort', giveUp);
          resolve();
        };
        const sleeper: Sleeper = { until: elapsed + Math.max(0, ms), wake };
        const place = sleepers.findLastIndex(({ until }) => until <= sleeper.until);
        sleepers.splice(place + 1, 0, sleeper);
        signal?.addEventListener('abort', giveUp, { once: true });
      }),
    pass: async (ms) => {
      const end = elapsed + ms;
      await settle();
      for (let next = sleepers[0]; next !== undefined && next.until <= end; next = sleepers[0]) {
        elapsed = Math.max(elapsed, next.until);
        wakeDue();
        await settle();
      }
      elapsed = end;
    },
    until: async (promise) => {
      let settled = false;
      const mark = (): void => {
        settled = true;
      };
      promise.then(mark, mark);
      for (;;) {
        await settle();
        if (settled) return await promise;
        const next = sleepers[0];
        if (next === undefined) continue;
        elapsed = Math.max(elapsed, next.until);
        wakeDue();
      }
    },
    jump: (ms) => {
      skew += ms;
    },
    elapsed: () => elapsed,
    tracked: outside.tracked,
  };
}

/** Knows whether promises that were made by tracked objects are pending. */
function countPending(): { wait(): Promise<boolean>; tracked: VirtualClock['tracked'] } {
  let pending = 0;
  let quiet = Promise.withResolvers<void>();
  const done = (): void => {
    pending--;
    if (pending === 0) quiet.resolve();
  };
  const begin = (): void => {
    if (pending === 0) quiet = Promise.withResolvers<void>();
    pending++;
  };
  const tracked = <T extends object>(target: T): T =>
    new Proxy(target, {
      get: (object, key) => {
        const value: unknown = Reflect.get(object, key);
        if (typeof value === 'object' && value !== null) return tracked(value);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]): unknown => {
          const result: unknown = Reflect.apply(value, object, args);
          if (!(result instanceof Promise)) return result;
          begin();
          result.then(done, done);
          return result;
        };
      },
    });
  return {
    // True when there was something to wait for.
    wait: async () => {
      if (pending === 0) return false;
      await quiet.promise;
      return true;
    },
    tracked,
  };
}
