import { MusterError } from '../../model/errors.ts';
import type { NewPartition, Partition } from '../contract.ts';
import type { Db } from '../database/connect.ts';
import { readPartitions, readRunRow } from './run-rows.ts';

/** Adds listings to a run, numbered after those it has. Part of a transaction. */
export function addPartitions(db: Db, run: number, partitions: NewPartition[]): void {
  const last = db
    .prepare<[number], number | null>('SELECT max(number) FROM run_partitions WHERE run = ?')
    .pluck()
    .get(run);
  const insert = db.prepare('INSERT INTO run_partitions VALUES (?, ?, ?, ?, ?, NULL, NULL, 0, 0)');
  partitions.forEach(({ query, orgUnitPath, label }, place) => {
    insert.run(run, (last ?? -1) + 1 + place, query, orgUnitPath, label);
  });
}

/** Moves a listing's cursor after a page; no token means that it is done. Throws `not_found`. */
export function advancePartition(
  db: Db,
  run: number,
  page: { partition: number; nextPageToken: string | null; fetchedAt: number },
): void {
  const { changes } = db
    .prepare(
      `UPDATE run_partitions SET page_token = ?, token_at = ?, pages = pages + 1, done = ?
       WHERE run = ? AND number = ?`,
    )
    .run(page.nextPageToken, page.fetchedAt, page.nextPageToken === null ? 1 : 0, run, page.partition);
  if (changes === 0) throw new MusterError('not_found', { partition: page.partition });
}

/** Forgets a listing's cursor; what its pages brought stays. */
export function restartPartition(db: Db, runId: string, partition: number): void {
  db.prepare(
    `UPDATE run_partitions SET page_token = NULL, token_at = NULL, pages = 0, done = 0
     WHERE run = ? AND number = ?`,
  ).run(readRunRow(db, runId).seq, partition);
}

/** Puts finer listings in the place of one that is not done; answers all of the run's. */
export function splitPartition(db: Db, runId: string, partition: number, into: NewPartition[]): Partition[] {
  const { seq } = readRunRow(db, runId);
  const replace = db.transaction(() => {
    addPartitions(db, seq, into);
    db.prepare('DELETE FROM run_partitions WHERE run = ? AND number = ?').run(seq, partition);
  });
  replace.immediate();
  return readPartitions(db, seq);
}
