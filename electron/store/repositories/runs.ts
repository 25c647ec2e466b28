import type { Db } from '../database/connect.ts';
import { selectDevices } from '../devices.ts';
import type { Local, ReadCalls, WriteCalls } from '../rpc.ts';
import { moveRun } from '../sync/move.ts';
import { pageWrites } from '../sync/page.ts';
import { restartPartition, splitPartition } from '../sync/partitions.ts';
import { publishRun } from '../sync/publish.ts';
import { readPartitions, readRunRow, runReader } from '../sync/run-rows.ts';
import { startRun } from '../sync/start.ts';

type Reads = Pick<
  Local<ReadCalls>,
  'runs.list' | 'runs.get' | 'runs.lastComplete' | 'runs.unfinished' | 'runs.missing'
>;
type Writes = Pick<Local<WriteCalls>, Extract<keyof WriteCalls, `runs.${string}`>>;

/** What reads of runs answer; lists begin with the newest. */
export function runReads(db: Db): Reads {
  const list = runReader<[string, number, number]>(
    db,
    'WHERE c.id = ? AND r.started_at < ? ORDER BY r.started_at DESC, r.seq DESC LIMIT ?',
  );
  const get = runReader<[string]>(db, 'WHERE r.id = ?');
  const newest = 'ORDER BY r.started_at DESC, r.seq DESC LIMIT 1';
  const complete = runReader<[string]>(db, `WHERE c.id = ? AND r.state = 'complete' ${newest}`);
  const unfinished = runReader<[string]>(
    db,
    `WHERE c.id = ? AND r.state IN ('running', 'interrupted') ${newest}`,
  );
  return {
    'runs.list': ({ connectionId, limit, before }) =>
      list(connectionId, before ?? Number.MAX_SAFE_INTEGER, limit),
    'runs.get': (runId) => get(runId)[0] ?? null,
    'runs.lastComplete': (connectionId) => complete(connectionId)[0] ?? null,
    'runs.unfinished': (connectionId) => {
      const [run] = unfinished(connectionId);
      return run === undefined ? null : { run, partitions: readPartitions(db, readRunRow(db, run.id).seq) };
    },
    'runs.missing': ({ runId, limit }) => missing(db, runId, limit),
  };
}

function missing(db: Db, runId: string, limit: number): ReturnType<Reads['runs.missing']> {
  const run = readRunRow(db, runId);
  const unseen = `d.connection = ? AND d.vanished_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM run_seen s WHERE s.run = ? AND s.device = d.seq)`;
  const count = <Bind extends unknown[]>(where: string, ...bind: Bind) =>
    db
      .prepare<Bind, number>(`SELECT count(*) FROM devices d WHERE ${where}`)
      .pluck()
      .get(...bind) ?? 0;
  const cached = count('d.connection = ? AND d.vanished_at IS NULL', run.connection);
  // The fleet of a direct run is what it listed.
  if (run.direct) return { total: 0, cached, devices: [] };
  const devices = selectDevices<[number, number, number]>(db, `${unseen} ORDER BY d.seq LIMIT ?`);
  return {
    total: count(unseen, run.connection, run.seq),
    cached,
    devices: devices.all(run.connection, run.seq, limit),
  };
}

/** Writes to runs; their beginnings and ends are on the disk when they answer. */
export function runWrites(db: Db, nextId: (now: number) => string): Writes {
  return {
    ...pageWrites(db, nextId),
    'runs.start': (input) => startRun(db, input),
    'runs.restartPartition': ({ runId, partition }) => restartPartition(db, runId, partition),
    'runs.splitPartition': ({ runId, partition, into }) => splitPartition(db, runId, partition, into),
    'runs.publish': (input) => publishRun(db, input),
    'runs.move': (input) => moveRun(db, input),
  };
}
