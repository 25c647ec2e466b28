import { MusterError } from '../../model/errors.ts';
import { canMove, type SyncRun } from '../../model/sync-run.ts';
import type { RunRepository } from '../contract.ts';
import { type Db, durably } from '../database/connect.ts';
import { raiseFleetVersion } from '../database/state.ts';
import { closeSighting, openRunSighting, type Sighting } from '../history/sightings.ts';
import { writeStagedHistory } from '../history/write-run.ts';
import { assertGeneration } from '../repositories/generation.ts';
import { applySearchChanges, prepareSearchChanges } from '../search/update.ts';
import { discardRows } from './discard.ts';
import { restoreNeededIndexes } from './indexes.ts';
import { forgetListed } from './listed.ts';
import { replaceRows } from './replace.ts';
import { type RunRow, readRun, readRunRow } from './run-rows.ts';
import { prepareUnseen, settleUnseen } from './unseen.ts';

type PublishInput = Parameters<RunRepository['publish']>[0];
interface Counts {
  added: number;
  changed: number;
  vanished: number;
}

/**
 * Makes what a run listed the truth and ends it, with the history of what that changes, in one transaction.
 * Throws `sync_not_waiting` when its rows are no longer held or it cannot be completed from where it is,
 * `connection_not_found`.
 */
export function publishRun(db: Db, input: PublishInput): SyncRun {
  const run = readRunRow(db, input.runId);
  if (run.holdsRows === 0 || !canMove(run.state, input.state)) {
    throw new MusterError('sync_not_waiting', { run: run.id, state: run.state });
  }
  prepareSearchChanges(db);
  prepareUnseen(db);
  return durably(db, () => {
    assertGeneration(db, run.connection, input.generation);
    const sighting = openRunSighting(db, run.connection, run.seq, input.endedAt);
    const counts = run.direct ? settleDirect(db, run) : mergeStaged(db, run, input, sighting);
    closeSighting(db, sighting);
    db.prepare('UPDATE connections SET verified_at = ? WHERE seq = ?').run(run.startedAt, run.connection);
    discardRows(db, run.connection);
    raiseFleetVersion(db);
    endRun(db, run, input, counts);
    return readRun(db, run.id);
  });
}

/** The rows of a direct run are published already; most of its indexes are made after it, by `settler`. */
export function settleDirect(db: Db, run: RunRow): Counts {
  forgetListed(db);
  restoreNeededIndexes(db);
  const added = db
    .prepare<[number], number>('SELECT count(*) FROM devices WHERE connection = ?')
    .pluck()
    .get(run.connection);
  return { added: added ?? 0, changed: 0, vanished: 0 };
}

function mergeStaged(db: Db, run: RunRow, { gone }: PublishInput, sighting: Sighting): Counts {
  const counts = countStaged(db, run);
  noteTextChanges(db, run);
  writeStagedHistory(db, sighting);
  replaceRows(db, run.connection);
  const vanished = settleUnseen(db, run, gone, sighting);
  applySearchChanges(db);
  return { ...counts, vanished };
}

function countStaged(db: Db, run: RunRow): { added: number; changed: number } {
  const counts = db
    .prepare<[number], { staged: number; changed: number }>(
      `SELECT count(*) AS staged, count(d.seq) AS changed
       FROM staged_devices s LEFT JOIN devices d ON d.seq = s.seq AND d.vanished_at IS NULL
       WHERE s.connection = ?`,
    )
    .get(run.connection);
  const { staged, changed } = counts ?? { staged: 0, changed: 0 };
  return { added: staged - changed, changed };
}

/** Only what people search by concerns the index; most changes do not touch it. */
function noteTextChanges(db: Db, run: RunRow): void {
  db.prepare(
    `INSERT INTO temp.search_changes
     SELECT s.seq FROM staged_devices s LEFT JOIN devices d ON d.seq = s.seq
     WHERE s.connection = ? AND (d.seq IS NULL OR d.vanished_at IS NOT NULL
       OR d.search_text <> s.search_text OR d.serial IS NOT s.serial)`,
  ).run(run.connection);
}

function endRun(db: Db, run: RunRow, input: PublishInput, { added, changed, vanished }: Counts): void {
  db.prepare(
    `UPDATE sync_runs SET state = ?, reason = NULL, ended_at = ?,
       expected_after = coalesce(?, expected_after), added = ?, changed = ?, vanished = ? WHERE seq = ?`,
  ).run(input.state, input.endedAt, input.expectedAfter, added, changed, vanished, run.seq);
}
