import { MusterError } from '../../model/errors.ts';
import type { SyncRun } from '../../model/sync-run.ts';
import type { Partition } from '../contract.ts';
import type { Db } from '../database/connect.ts';

type Flag = 0 | 1;

/** A run as the writer needs it while it goes on. */
export interface RunRow {
  seq: number;
  id: string;
  connection: number;
  generation: number;
  state: SyncRun['state'];
  reason: SyncRun['reason'];
  startedAt: number;
  direct: Flag;
  holdsRows: Flag;
}

const SELECT_RUN = `SELECT r.id, c.id AS connectionId, r.trigger, r.state, r.reason, r.detail,
  r.started_at AS startedAt, r.ended_at AS endedAt, r.resumed, r.expected_before AS expectedBefore,
  r.expected_after AS expectedAfter, r.seen, r.pages,
  (SELECT count(*) FROM run_partitions p WHERE p.run = r.seq) AS partitions,
  (SELECT count(*) FROM run_partitions p WHERE p.run = r.seq AND p.done = 1) AS partitionsDone,
  r.added, r.changed, r.vanished
  FROM sync_runs r JOIN connections c ON c.seq = r.connection`;

/** Reads runs as the product shows them; `rest` speaks of `r` (sync_runs) and `c` (connections). */
export function runReader<Bind extends unknown[]>(db: Db, rest: string) {
  const statement = db.prepare<Bind, Omit<SyncRun, 'resumed'> & { resumed: Flag }>(`${SELECT_RUN} ${rest}`);
  return (...bind: Bind): SyncRun[] =>
    statement.all(...bind).map((row) => ({ ...row, resumed: row.resumed === 1 }));
}

/** The run by its id. Throws `not_found`. */
export function readRun(db: Db, id: string): SyncRun {
  const [run] = runReader<[string]>(db, 'WHERE r.id = ?')(id);
  if (run === undefined) throw new MusterError('not_found', { id });
  return run;
}

/** What the writer needs of a run. Throws `connection_not_found` when it went with its connection. */
export function readRunRow(db: Db, id: string): RunRow {
  const row = db
    .prepare<[string], RunRow>(
      `SELECT seq, id, connection, generation, state, reason, started_at AS startedAt, direct,
         holds_rows AS holdsRows FROM sync_runs WHERE id = ?`,
    )
    .get(id);
  if (row === undefined) throw new MusterError('connection_not_found', { run: id });
  return row;
}

/** The listings of a run in the order they are made. */
export function readPartitions(db: Db, run: number): Partition[] {
  const rows = db
    .prepare<[number], Omit<Partition, 'done'> & { done: Flag }>(
      `SELECT number AS "index", query, org_unit_path AS orgUnitPath, label, page_token AS pageToken,
         token_at AS tokenAt, pages, done FROM run_partitions WHERE run = ? ORDER BY number`,
    )
    .all(run);
  return rows.map((row) => ({ ...row, done: row.done === 1 }));
}
