import type { Clock } from '../../model/ports.ts';

const MINUTE_MS = 60_000;

/** Keeps mails apart. Intervals are slept, so that no clock that jumps makes them shorter. */
export interface Pace {
  /** Resolves when the next mail may leave. Rejects when the signal fires. */
  turn(signal: AbortSignal): Promise<void>;
  /** A mail has left: the next one waits for an interval. */
  left(perMinute: number): void;
  /** Another program sent one at `at` (ms UTC), or may have just now (null). */
  leftElsewhere(perMinute: number, at: number | null): void;
}

export function createPace(clock: Clock, life: AbortSignal): Pace {
  let next: Promise<void> = Promise.resolve();
  const wait = (ms: number): void => {
    const slept = clock.sleep(ms, life).catch(() => undefined);
    next = Promise.all([next, slept]).then(() => undefined);
  };
  return {
    turn: async (signal) => {
      signal.throwIfAborted();
      const { promise, reject } = Promise.withResolvers<never>();
      const giveUp = (): void => reject(signal.reason);
      signal.addEventListener('abort', giveUp, { once: true });
      await Promise.race([next, promise]).finally(() => signal.removeEventListener('abort', giveUp));
    },
    left: (perMinute) => wait(MINUTE_MS / perMinute),
    leftElsewhere: (perMinute, at) => {
      const interval = MINUTE_MS / perMinute;
      const since = at === null ? 0 : clock.now() - at;
      // A time in the future was told by a clock that has been set back since.
      wait(since < 0 ? interval : Math.max(0, interval - since));
    },
  };
}
