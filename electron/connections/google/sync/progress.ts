import type { Clock } from '../../../model/ports.ts';
import type { SyncProgress } from '../../../model/sync-run.ts';

/** Follows a run for the screen. */
export interface ProgressMeter {
  current(): SyncProgress;
  /** Notes a change. Told at once when the phase or the waiting changes, else at most every `everyMs`. */
  note(change: Partial<Omit<SyncProgress, 'leftMs'>>): void;
}

/** The time left is not told before this many devices came in this sitting: the pace is not known yet. */
const PACE_FROM = 300;

/** Starts a meter; `tell` hears what the screen should show. */
export function createProgressMeter(
  first: Omit<SyncProgress, 'leftMs'>,
  clock: Clock,
  everyMs: number,
  tell: (progress: SyncProgress) => void,
): ProgressMeter {
  let state: SyncProgress = { ...first, leftMs: null };
  let toldAt = Number.NEGATIVE_INFINITY;
  let pace: { seen: number; at: number } | null = null;

  const leftMs = (next: Omit<SyncProgress, 'leftMs'>, now: number): number | null => {
    if (next.phase !== 'listing' || next.expected === null || pace === null) return null;
    const brought = next.seen - pace.seen;
    if (brought < PACE_FROM || now <= pace.at) return null;
    return Math.round((Math.max(0, next.expected - next.seen) * (now - pace.at)) / brought);
  };
  return {
    current: () => state,
    note: (change) => {
      const now = clock.now();
      const before = state;
      const next = { ...state, ...change };
      if (next.phase === 'listing') pace ??= { seen: next.seen, at: now };
      state = { ...next, leftMs: leftMs(next, now) };
      const urgent = state.phase !== before.phase || state.waiting !== before.waiting;
      if (!urgent && now >= toldAt && now - toldAt < everyMs) return;
      toldAt = now;
      tell(state);
    },
  };
}
