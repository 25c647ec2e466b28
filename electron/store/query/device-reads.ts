import type { DeviceFilter, DeviceQuery, DeviceWindow, DeviceWindowInput } from '../../model/device-query.ts';
import type { Db } from '../database/connect.ts';
import { selectDevices } from '../devices.ts';
import type { Local, ReadCalls } from '../rpc.ts';
import { readFacets } from './facets.ts';
import { type CompiledFilter, compileFilter } from './filter.ts';
import { findDevices, readDetail } from './lookups.ts';
import { overviewReader } from './overview.ts';
import { FEW, isWholeFleet, planner } from './plan.ts';
import type { Snapshot } from './snapshot.ts';
import { cachedStatements } from './statements.ts';
import { targetReads } from './target-facts.ts';

type Reads = Pick<Local<ReadCalls>, Extract<keyof ReadCalls, `devices.${string}`>>;

/** What reads of devices answer, each from one snapshot. */
export function deviceReads(db: Db, snapshot: Snapshot): Reads {
  const statements = cachedStatements(db);
  const plan = planner(statements, snapshot);
  const bySeq = selectDevices<[number]>(db, 'd.seq = ?');
  const overview = overviewReader(db);
  const idBySeq = db.prepare<[number], string>('SELECT id FROM devices WHERE seq = ?').pluck();

  const stretch = (query: DeviceQuery, offset: number, limit: number): number[] =>
    plan.stretch(compileFilter(db, query.filter), query.sort, offset, limit);

  const totalUpTo = (filter: DeviceFilter, compiled: CompiledFilter, most: number): number =>
    snapshot.remember(`${most} ${JSON.stringify(filter)}`, () => plan.countUpTo(compiled, most));

  const window = (input: DeviceWindowInput): DeviceWindow => {
    const { filter, sort, offset, limit } = input;
    const compiled = compileFilter(db, filter);
    const rows = plan.stretch(compiled, sort, offset, limit).flatMap((seq) => bySeq.get(seq) ?? []);
    const end = rows.length === 0 ? 0 : offset + rows.length;
    if (end > 0 && rows.length < limit) return { rows, total: end, atLeast: end };
    const counted = totalUpTo(filter, compiled, FEW + 1);
    const exact = counted <= FEW || isWholeFleet(compiled);
    return { rows, total: exact ? counted : null, atLeast: Math.max(counted, end) };
  };

  return {
    'devices.window': (input) => snapshot.together(() => window(input)),
    'devices.count': (filter) =>
      snapshot.together(() => totalUpTo(filter, compileFilter(db, filter), Number.MAX_SAFE_INTEGER)),
    'devices.facets': (input) => snapshot.together(() => readFacets(db, statements, plan, input)),
    'devices.ids': ({ query, offset, limit }) =>
      snapshot.together(() => stretch(query, offset, limit).flatMap((seq) => idBySeq.get(seq) ?? [])),
    'devices.overview': (now) => snapshot.together(() => overview(now)),
    'devices.detail': (id) => snapshot.together(() => readDetail(db, id)),
    'devices.find': (input) => findDevices(db, input),
    ...targetReads(db),
  };
}
