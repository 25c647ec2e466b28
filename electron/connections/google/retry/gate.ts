import type { Clock } from '../../../model/ports.ts';
import type { WaitReason } from './classify.ts';

/** What the screen is told while the connection waits. */
export interface Waiting {
  until: number;
  reason: WaitReason;
}

/** One gate for all requests of a connection: when Google makes one wait, all wait. */
export interface Gate {
  /** Resolves when no pause is on. Rejects with an AbortError when the signal fires. */
  pass(signal: AbortSignal | undefined): Promise<void>;
  /** Closes the gate for `ms`; a longer pause already on stays. */
  close(ms: number, reason: WaitReason): void;
  /** The pause that is on now. */
  waiting(): Waiting | null;
  /** Told when a pause begins, changes, continues (at least every `SLICE_MS`) or ends; returns the remover. */
  onWaiting(listener: (waiting: Waiting | null) => void): () => void;
}

/** Long waits are slept in pieces: a clock that jumps is noticed, and who holds a lease can renew it. */
const SLICE_MS = 20_000;

export function createGate(clock: Clock): Gate {
  const listeners = new Set<(waiting: Waiting | null) => void>();
  let pause: (Waiting & { readonly ms: number }) | null = null;
  const tell = (): void => {
    for (const listener of listeners) listener(told());
  };
  const told = (): Waiting | null => pause && { until: pause.until, reason: pause.reason };
  const left = (): number => {
    if (pause === null) return 0;
    const now = clock.now();
    // A clock set back meanwhile must not make the pause longer than it was to be.
    if (pause.until - now > pause.ms) pause.until = now + pause.ms;
    return pause.until - now;
  };
  return {
    pass: async (signal) => {
      signal?.throwIfAborted();
      while (left() > 0) {
        await clock.sleep(Math.min(left(), SLICE_MS), signal);
        if (left() > 0) tell();
      }
      if (pause === null) return;
      pause = null;
      tell();
    },
    close: (ms, reason) => {
      if (ms <= left()) return;
      pause = { until: clock.now() + ms, reason, ms };
      tell();
    },
    waiting: () => (left() > 0 ? told() : null),
    onWaiting: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
