import type { Command, TargetReason } from '../../../electron/bridge/domain';

/** How a command ended, by its gravest outcome; null while it goes on. */
export function endOf({
  counts,
  endedAt,
}: Pick<Command, 'counts' | 'endedAt'>): 'done' | 'cancelled' | 'failed' | 'unknown' | null {
  const { unknown = 0, failed = 0, expired = 0, cancelled = 0 } = counts;
  if (endedAt === null) return null;
  if (unknown > 0) return 'unknown';
  if (failed + expired > 0) return 'failed';
  return cancelled > 0 ? 'cancelled' : 'done';
}

const BY_A_PERSON: ReadonlySet<TargetReason | null> = new Set(['undone', 'by_admin', 'connection_deleted']);

/** True for a target that a person took back, and knows of; others were not sent to for a reason met on the way. */
export function isTakenBack(reason: TargetReason | null): boolean {
  return BY_A_PERSON.has(reason);
}
