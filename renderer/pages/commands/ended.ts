import type { Command } from '../../../electron/bridge/domain';

/** How a command ended, for telling it once; null while it goes on, or when it was taken back before anything went out. */
export function endOf({
  counts,
  total,
  endedAt,
}: Pick<Command, 'counts' | 'total' | 'endedAt'>): 'done' | 'failed' | 'unknown' | null {
  const { unknown = 0, failed = 0, expired = 0, cancelled = 0 } = counts;
  if (endedAt === null || cancelled === total) return null;
  if (unknown > 0) return 'unknown';
  return failed + expired > 0 ? 'failed' : 'done';
}
