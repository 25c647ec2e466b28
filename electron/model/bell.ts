import type { Clock } from './ports.ts';

/** Wakes one loop: a ring while it is at work is not lost. */
export interface Bell {
  ring(): void;
  /** Resolves at the next ring, after `ms`, or when the signal fires; at once after a ring nobody has waited for. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

export function createBell(clock: Clock): Bell {
  let rung = new AbortController();
  return {
    ring: () => rung.abort(),
    wait: async (ms, signal) => {
      const either = AbortSignal.any([rung.signal, signal]);
      // The only rejection is that of a signal, and both mean to go on.
      if (!either.aborted) await clock.sleep(ms, either).catch(() => undefined);
      if (rung.signal.aborted) rung = new AbortController();
    },
  };
}
