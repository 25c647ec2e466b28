import type { Clock, Random } from '../../model/ports.ts';

/** Why nothing goes out for a while. */
export type BrakeReason = 'rate_limited' | 'offline' | 'unavailable';

/** Stops everything that talks to the provider for a while, longer each time it does not help. */
export interface Brake {
  /** Brakes for what the provider asked for, else for a growing time. */
  hold(reason: BrakeReason, afterMs: number | null): void;
  /** Resolves when nothing brakes; at once when nothing does. Rejects when the signal fires. */
  free(signal: AbortSignal): Promise<void>;
  /** It went well: the next braking begins small again. */
  passed(): void;
  /** The network is back: what waits for it need not. */
  networkBack(): void;
  braking(): boolean;
  /** About when it ends (ms UTC); null when nothing brakes. */
  until(): number | null;
}

const BASE_MS = 2000;
const CAP_MS = 5 * 60_000;
/** A provider that asks for more is asked again after this. */
const MOST_MS = 60 * 60_000;

export function createBrake(clock: Clock, random: Pick<Random, 'fraction'>, life: AbortSignal): Brake {
  let tries = 0;
  let on: { reason: BrakeReason; until: number; ended: Promise<void>; end: AbortController } | null = null;
  const growing = (): number => {
    const ceiling = Math.min(CAP_MS, BASE_MS * 2 ** Math.min(tries, 20));
    return ceiling * (0.5 + random.fraction() / 2);
  };
  return {
    hold: (reason, afterMs) => {
      if (on !== null) return;
      const ms = Math.min(MOST_MS, Math.max(afterMs ?? 0, growing()));
      tries++;
      const end = new AbortController();
      const ended = clock
        .sleep(ms, AbortSignal.any([life, end.signal]))
        .catch(() => undefined)
        .then(() => {
          on = null;
        });
      on = { reason, until: clock.now() + ms, ended, end };
    },
    free: async (signal) => {
      while (on !== null) await unlessAborted(on.ended, signal);
      signal.throwIfAborted();
    },
    passed: () => {
      tries = 0;
    },
    networkBack: () => {
      if (on?.reason === 'offline') on.end.abort();
    },
    braking: () => on !== null,
    until: () => on?.until ?? null,
  };
}

async function unlessAborted(ended: Promise<void>, signal: AbortSignal): Promise<void> {
  const { promise, reject } = Promise.withResolvers<never>();
  const giveUp = (): void => reject(signal.reason);
  signal.throwIfAborted();
  signal.addEventListener('abort', giveUp, { once: true });
  await Promise.race([ended, promise]).finally(() => signal.removeEventListener('abort', giveUp));
}
