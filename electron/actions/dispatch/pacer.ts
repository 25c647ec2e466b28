import type { Clock } from '../../model/ports.ts';

/** Lets one pass at a time, never sooner than an interval after the one before. */
export interface Pacer {
  /** Resolves when it is one's turn. Rejects when the pacer's life has ended. */
  turn(): Promise<void>;
  /** Resolves when nobody waits for a turn. */
  room(): Promise<void>;
}

/**
 * A pacer that begins with an interval, because another program may have sent just before. Intervals are slept, so
 * that no clock that jumps makes them shorter.
 */
export function createPacer(clock: Clock, intervalMs: () => number, life: AbortSignal): Pacer {
  let last = clock.sleep(intervalMs(), life);
  let waiting: Promise<void> | null = null;
  last.catch(() => undefined);
  return {
    turn: async () => {
      const before = last;
      last = before.then(() => clock.sleep(intervalMs(), life));
      last.catch(() => undefined);
      waiting = before;
      await before.finally(() => {
        if (waiting === before) waiting = null;
      });
    },
    room: async () => {
      while (waiting !== null) await waiting;
    },
  };
}
