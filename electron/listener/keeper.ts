import { createBell } from '../model/bell.ts';
import type { Clock } from '../model/ports.ts';

/** Looks after something, again and again. */
export interface Keeper {
  /** Begins to look, the first time after `every`. */
  start(): void;
  /** Looks at once. */
  ring(): void;
  /** Looks no more; one look at work is waited for. */
  stop(): Promise<void>;
}

/**
 * Calls `look` every so often, with the ms that have passed since the last time, whatever the wall clock says, and
 * whether it was rung for.
 */
export function createKeeper(
  { clock, log }: { clock: Clock; log(message: string): void },
  every: () => number,
  look: (passed: number, rung: boolean) => Promise<void>,
): Keeper {
  const bell = createBell(clock);
  const stopped = new AbortController();
  let rung = false;
  let watching: Promise<void> | null = null;
  const watch = async (): Promise<void> => {
    for (;;) {
      const pause = every();
      await bell.wait(pause, stopped.signal);
      if (stopped.signal.aborted) return;
      const early = rung;
      rung = false;
      // What a look meets is its own affair; that it throws is no reason not to look again.
      await look(early ? 0 : pause, early).catch((error: unknown) => log(`listener: ${String(error)}`));
    }
  };
  return {
    start: () => {
      watching ??= watch();
    },
    ring: () => {
      rung = true;
      bell.ring();
    },
    stop: async () => {
      stopped.abort();
      await watching;
    },
  };
}
