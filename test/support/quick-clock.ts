import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../../electron/model/ports.ts';

/** A clock that runs with the machine's, except that a sleep takes no time: the clock jumps to its end. */
export interface QuickClock extends Clock {
  advance(ms: number): void;
  /** How long was slept in all. */
  slept(): number;
}

export function createQuickClock(): QuickClock {
  let ahead = 0;
  let slept = 0;
  return {
    now: () => Date.now() + ahead,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      await turn();
      signal?.throwIfAborted();
      ahead += ms;
      slept += ms;
    },
    advance: (ms) => {
      ahead += ms;
    },
    slept: () => slept,
  };
}
