import { MusterError } from '../../model/errors.ts';
import { canMove, type RunState, type SyncRun } from '../../model/sync-run.ts';
import type { RunRepository } from '../contract.ts';
import { type Db, durably } from '../database/connect.ts';
import { discardRows } from './discard.ts';
import { settleDirect } from './publish.ts';
import { type RunRow, readRun, readRunRow } from './run-rows.ts';

type MoveInput = Parameters<RunRepository['move']>[0];

const GOING_ON: readonly RunState[] = ['running', 'interrupted'];

/**
 * Moves a run without publishing it. One that ends drops what it staged, unless it waits for the admin's word;
 * the rows of a direct run stay. Throws `internal` for a move that RUN_MOVES does not have.
 */
export function moveRun(db: Db, input: MoveInput): SyncRun {
  return durably(db, () => {
    const run = readRunRow(db, input.runId);
    if (!canMove(run.state, input.to)) {
      throw new MusterError('internal', { reason: `a run cannot move from ${run.state} to ${input.to}` });
    }
    db.prepare(
      `UPDATE sync_runs SET state = @to, reason = @reason, detail = @detail, ended_at = @endedAt,
         resumed = CASE WHEN @resumes THEN 1 ELSE resumed END,
         expected_before = coalesce(@expectedBefore, expected_before),
         expected_after = coalesce(@expectedAfter, expected_after) WHERE id = @runId`,
    ).run({
      to: input.to,
      reason: input.reason,
      detail: input.detail,
      endedAt: GOING_ON.includes(input.to) ? null : input.at,
      resumes: run.state === 'interrupted' && input.to === 'running' ? 1 : 0,
      expectedBefore: input.expectedBefore ?? null,
      expectedAfter: input.expectedAfter ?? null,
      runId: input.runId,
    });
    if (!GOING_ON.includes(input.to)) settle(db, run, input);
    return readRun(db, run.id);
  });
}

function settle(db: Db, run: RunRow, { to, reason }: MoveInput): void {
  if (run.direct) settleDirect(db, run);
  const waits = to === 'incomplete' && (reason === 'shrunk' || reason === 'empty_list');
  if (!waits) discardRows(db, run.connection);
}
