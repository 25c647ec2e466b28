import { pauseAfter } from '../../model/pin.ts';

const LONGEST_PAUSE_MS = pauseAfter(Number.MAX_SAFE_INTEGER, 0);

/** One that ends later than it could if it began now was set before the clock was set back: it counts no more. */
export function isPaused(until: number, at: number, longestMs = LONGEST_PAUSE_MS): boolean {
  return until > at && until <= at + longestMs;
}
