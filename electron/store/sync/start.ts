import { MusterError } from '../../model/errors.ts';
import type { SyncRun } from '../../model/sync-run.ts';
import type { NewPartition, Partition } from '../contract.ts';
import { type Db, durably } from '../database/connect.ts';
import { connectionSeq } from '../repositories/connections.ts';
import { assertGeneration } from '../repositories/generation.ts';
import { clearSearch } from '../search/fill.ts';
import { discardRows } from './discard.ts';
import { deferIndexes, restoreNeededIndexes } from './indexes.ts';
import { addPartitions } from './partitions.ts';
import { readPartitions } from './run-rows.ts';

const INSERT = `INSERT INTO sync_runs (id, connection, generation, trigger, state, reason, detail, started_at,
  ended_at, resumed, expected_before, expected_after, seen, pages, added, changed, vanished, direct, holds_rows)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)`;

/**
 * Begins a run and drops what an earlier one still held for an answer. Throws `sync_running` while another
 * has not ended, `connection_not_found`.
 */
export function startRun(
  db: Db,
  input: { run: SyncRun; partitions: NewPartition[]; generation: number },
): { direct: boolean; partitions: Partition[] } {
  return durably(db, () => {
    const connection = connectionSeq(db, input.run.connectionId);
    assertGeneration(db, connection, input.generation);
    assertNoneOn(db, connection);
    discardRows(db, connection);
    const direct = hasNothing(db, connection);
    const seq = insert(db, connection, input, direct);
    addPartitions(db, seq, input.partitions);
    if (direct) {
      clearSearch(db);
      deferIndexes(db);
    } else restoreNeededIndexes(db);
    return { direct, partitions: readPartitions(db, seq) };
  });
}

function insert(
  db: Db,
  connection: number,
  { run, generation }: { run: SyncRun; generation: number },
  direct: boolean,
): number {
  const { id, trigger, state, reason, detail, startedAt, endedAt, expectedBefore, expectedAfter } = run;
  const times = [startedAt, endedAt, run.resumed ? 1 : 0, expectedBefore, expectedAfter];
  const counts = [run.seen, run.pages, run.added, run.changed, run.vanished];
  const head = [id, connection, generation, trigger, state, reason, detail];
  return Number(db.prepare(INSERT).run(...head, ...times, ...counts, direct ? 1 : 0).lastInsertRowid);
}

function assertNoneOn(db: Db, connection: number): void {
  const other = db
    .prepare<[number], string>(
      "SELECT id FROM sync_runs WHERE connection = ? AND state IN ('running', 'interrupted')",
    )
    .pluck()
    .get(connection);
  if (other !== undefined) throw new MusterError('sync_running', { run: other });
}

function hasNothing(db: Db, connection: number): boolean {
  const found = db
    .prepare<[number, number], number>(
      `SELECT EXISTS (SELECT 1 FROM devices WHERE connection = ?)
         OR EXISTS (SELECT 1 FROM sync_runs WHERE connection = ? AND state = 'complete')`,
    )
    .pluck()
    .get(connection, connection);
  return found === 0;
}
