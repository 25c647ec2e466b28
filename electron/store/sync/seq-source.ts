import type { Db } from '../database/connect.ts';

/** The next free row number, over both device tables. */
export function seqSource(db: Db): () => number {
  const next = db
    .prepare<[], number>(
      `SELECT 1 + max((SELECT coalesce(max(seq), 0) FROM devices),
         (SELECT coalesce(max(seq), 0) FROM staged_devices))`,
    )
    .pluck();
  return () => next.get() ?? 1;
}
