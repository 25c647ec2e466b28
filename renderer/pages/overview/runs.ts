import type { SyncRun } from '../../../electron/bridge/domain';

const SHOWN_MS = 48 * 60 * 60_000;

/** The runs of the last 48 hours, oldest first; `runs` are newest first. */
export function runsSince<Run extends Pick<SyncRun, 'startedAt'>>(runs: readonly Run[], now: number): Run[] {
  return runs.filter(({ startedAt }) => startedAt >= now - SHOWN_MS).toReversed();
}

/** How many ended how; `other` were cancelled or are not over. */
export function runTotals(runs: readonly Pick<SyncRun, 'state'>[]) {
  const totals = { complete: 0, incomplete: 0, failed: 0, other: 0 };
  for (const { state } of runs) {
    totals[state === 'complete' || state === 'incomplete' || state === 'failed' ? state : 'other'] += 1;
  }
  return totals;
}
