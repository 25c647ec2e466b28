import { isMusterError, serializeError } from '../model/errors.ts';
import type { ListenerState } from '../model/listener.ts';

/** When to try again to listen. */
export interface Retries {
  /** Another try has failed at `now`: what is to be shown of it. */
  failed(error: unknown, now: number): ListenerState;
  /** True when the time for the next has come, `passed` ms after it was asked last. */
  due(passed: number): boolean;
  /** Until then, in ms. */
  readonly left: number;
  /** The next failure is the first again, and the time has come. */
  reset(): void;
}

/** Another program may end at any time; what failed gets longer and longer pauses. */
const ELSEWHERE_MS = 15_000;
const PAUSES_MS = [5000, 10_000, 20_000, 40_000] as const;
const LONGEST_MS = 60_000;

export function createRetries(): Retries {
  let count = 0;
  let left = 0;
  return {
    failed: (error, now) => {
      const elsewhere = isMusterError(error, 'listener_elsewhere');
      left = elsewhere ? ELSEWHERE_MS : (PAUSES_MS[count] ?? LONGEST_MS);
      count++;
      return elsewhere
        ? { kind: 'elsewhere' }
        : { kind: 'failed', error: serializeError(error), nextAt: now + left };
    },
    due: (passed) => {
      left = Math.max(0, left - passed);
      return left === 0;
    },
    get left() {
      return left;
    },
    reset: () => {
      count = 0;
      left = 0;
    },
  };
}
