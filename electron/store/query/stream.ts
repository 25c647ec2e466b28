import { MusterError } from '../../model/errors.ts';
import type { Db } from '../database/connect.ts';
import { selectDevices } from '../devices.ts';
import type { DeviceStreamInput, StreamedDevice } from '../rpc.ts';
import { compileFilter } from './filter.ts';
import { planner } from './plan.ts';
import { snapshotOf } from './snapshot.ts';
import { cachedStatements } from './statements.ts';

/** The devices of a whole result in its order, one by one. */
export function* streamedDevices(
  db: Db,
  { query, withDocument }: DeviceStreamInput,
): Generator<StreamedDevice> {
  const statements = cachedStatements(db);
  const plan = planner(statements, snapshotOf(db));
  const read = rowReader(db, withDocument);
  for (const seq of statements.iterate(plan.whole(compileFilter(db, query.filter), query.sort)))
    yield read(seq);
}

function rowReader(db: Db, withDocument: boolean): (seq: number) => StreamedDevice {
  const bySeq = selectDevices<[number]>(db, 'd.seq = ?');
  const body = db
    .prepare<[number], string>(
      'SELECT o.body FROM devices d JOIN documents o ON o.seq = d.document WHERE d.seq = ?',
    )
    .pluck();
  return (seq) => {
    const device = bySeq.get(seq);
    if (device === undefined) throw new MusterError('store_damaged', { device: seq });
    return { device, document: withDocument ? (body.get(seq) ?? null) : null };
  };
}
