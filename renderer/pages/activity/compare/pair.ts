import type { SyncRun } from '../../../../electron/bridge/domain';

/** Which two complete runs are compared, or why none can be. */
export type Pair =
  | { kind: 'chosen'; from: SyncRun; to: SyncRun }
  | { kind: 'none' }
  | { kind: 'one'; run: SyncRun }
  /** The chosen run is the first complete one. */
  | { kind: 'first'; run: SyncRun }
  /** A chosen run is not among the complete ones. */
  | { kind: 'gone' };

/**
 * The pair to compare. `runs` are the complete ones, newest first. Without a choice it is the last two; with only the
 * later one chosen, the one before it. Two in the wrong order are put right. Null while older runs have yet to be read.
 */
export function pairOf(
  runs: readonly SyncRun[],
  chosen: { from: string | undefined; to: string | undefined },
  hasOlder: boolean,
): Pair | null {
  const [newest] = runs;
  if (newest === undefined) return hasOlder ? null : { kind: 'none' };
  const from = placeOf(runs, chosen.from);
  const to = placeOf(runs, chosen.to);
  if (from === -1 || to === -1) return hasOlder ? null : { kind: 'gone' };
  const later = Math.min(to ?? 0, from ?? Number.POSITIVE_INFINITY);
  const earlier = Math.max(from ?? 0, to ?? 0, later);
  const pair = { from: runs[earlier === later ? later + 1 : earlier], to: runs[later] };
  if (pair.to === undefined) return { kind: 'none' };
  if (pair.from !== undefined) return { kind: 'chosen', from: pair.from, to: pair.to };
  if (hasOlder) return null;
  return { kind: later === 0 ? 'one' : 'first', run: pair.to };
}

/** -1 for a run that is not there, null for none chosen. */
function placeOf(runs: readonly SyncRun[], id: string | undefined): number | null {
  return id === undefined ? null : runs.findIndex((run) => run.id === id);
}

/** The pair one complete sync further back (1) or forward (-1); null at either end. */
export function steppedPair(
  runs: readonly SyncRun[],
  { from, to }: { from: SyncRun; to: SyncRun },
  by: 1 | -1,
): { from: string; to: string } | null {
  const earlier = runs[runs.indexOf(from) + by];
  const later = runs[runs.indexOf(to) + by];
  return earlier === undefined || later === undefined ? null : { from: earlier.id, to: later.id };
}
