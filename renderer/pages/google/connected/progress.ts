import type { SyncProgress } from '../../../../electron/bridge/domain';

/** How much of the run is behind it, 0 to 1; null while nobody can say. */
export function shareOf(progress: Pick<SyncProgress, 'phase' | 'seen' | 'expected'>): number | null {
  if (progress.phase === 'counting') return null;
  if (progress.phase !== 'listing') return 1;
  if (progress.expected === null || progress.expected === 0) return null;
  return Math.min(1, progress.seen / progress.expected);
}
