import type { Clock } from '../../model/ports.ts';

/**
 * The soonest a stranger hears “no”, in ms: longer than looking up, counting, two hashes and a question to a directory
 * nearby take, so that the time tells nothing of what was done.
 */
export const REFUSAL_MS = 600;

/** Waits until so many ms have passed since `from` (ms UTC); no longer than that when the clock was set back. */
export async function notBefore(clock: Clock, from: number, ms = REFUSAL_MS): Promise<void> {
  const left = Math.min(ms, from + ms - clock.now());
  if (left > 0) await clock.sleep(left);
}
