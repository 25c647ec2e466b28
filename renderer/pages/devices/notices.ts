import type { GoogleOverview, SyncProgress } from '../../../electron/bridge/domain';

/** What the page has to say besides its rows. */
export type Notice =
  | { kind: 'unconnected' }
  | { kind: 'unsynced' }
  /** The first run is under way and nothing has arrived yet. */
  | { kind: 'arriving'; seen: number; expected: number | null }
  | { kind: 'nothingFound' }
  | { kind: 'noDevices' };

/** What stands in the place of rows when there are none; null while that is not known. */
export function emptyNotice(
  overview: GoogleOverview | null | undefined,
  progress: SyncProgress | null,
  filtered: boolean,
): Notice | null {
  if (overview === undefined) return null;
  if (filtered && (overview === null || overview.devices > 0)) return { kind: 'nothingFound' };
  if (overview === null) return { kind: 'unconnected' };
  if (progress !== null) return { kind: 'arriving', seen: progress.seen, expected: progress.expected };
  if (overview.lastRun === null) return { kind: 'unsynced' };
  return { kind: overview.devices > 0 ? 'nothingFound' : 'noDevices' };
}

/** What stands above the rows: they are not all there, or not from now. */
export type Banner =
  | { kind: 'firstRun'; seen: number; expected: number | null }
  | { kind: 'incomplete'; seen: number; expected: number | null; since: number | null }
  | { kind: 'held'; seen: number; since: number | null }
  | { kind: 'failed'; since: number | null }
  | { kind: 'offline'; since: number | null }
  | { kind: 'locked'; since: number | null };

/** The one thing about the data that the admin should know, the gravest first; null when all is well. */
export function bannerOf(
  overview: GoogleOverview | null | undefined,
  progress: SyncProgress | null,
): Banner | null {
  if (overview == null) return null;
  const since = overview.lastCompleteRun?.endedAt ?? null;
  const seen = overview.lastRun?.seen ?? 0;
  if (progress !== null) {
    if (overview.lastCompleteRun !== null) return null;
    return { kind: 'firstRun', seen: progress.seen, expected: progress.expected };
  }
  switch (overview.status) {
    case 'reconnect_needed':
    case 'permission_lost':
    case 'api_disabled':
      return { kind: 'locked', since };
    case 'needs_answer':
      return { kind: 'held', seen, since };
    case 'incomplete':
      return { kind: 'incomplete', seen, expected: expectedOf(overview), since };
    case 'failed':
      return { kind: 'failed', since };
    case 'offline':
      return { kind: 'offline', since: since ?? overview.lastCheckInAt };
    default:
      return null;
  }
}

function expectedOf({ lastRun, expected }: GoogleOverview): number | null {
  return lastRun?.expectedAfter ?? lastRun?.expectedBefore ?? expected;
}
