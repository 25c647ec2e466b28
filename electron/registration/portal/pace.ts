import type { Clock } from '../../model/ports.ts';

/**
 * The soonest a stranger hears “no”, in ms: longer than looking up, counting, two hashes and a question to a directory
 * nearby take, so that the time tells nothing of what was done.
 */
export const REFUSAL_MS = 600;

const REMEMBERED_MS = 600_000;

/** How long “no” takes: as long as a directory has of late, also for those it was not asked about. */
export interface Hesitation {
  /** A directory took so many ms to refuse somebody, or to be out of reach. */
  took(ms: number): void;
  /** In ms, from the question on. */
  readonly ms: number;
}

export function createHesitation({ now }: Pick<Clock, 'now'>): Hesitation {
  let slowest = { ms: 0, at: 0 };
  const ofLate = (): number => (now() - slowest.at < REMEMBERED_MS ? slowest.ms : 0);
  return {
    took: (ms) => {
      if (ms >= ofLate()) slowest = { ms, at: now() };
    },
    get ms() {
      return Math.max(REFUSAL_MS, ofLate());
    },
  };
}

/** Waits until so many ms have passed since `from` (ms UTC); no longer than that when the clock was set back. */
export async function notBefore(clock: Clock, from: number, ms = REFUSAL_MS): Promise<void> {
  const left = Math.min(ms, from + ms - clock.now());
  if (left > 0) await clock.sleep(left);
}
