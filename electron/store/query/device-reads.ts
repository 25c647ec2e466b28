import { z } from 'zod';
import type { Device, DeviceDetail } from '../../model/device.ts';
import type { DeviceFilter, DeviceQuery, DeviceWindow, DeviceWindowInput } from '../../model/device-query.ts';
import type { Db } from '../database/connect.ts';
import { selectDevices } from '../devices.ts';
import type { Local, ReadCalls } from '../rpc.ts';
import { readFacets } from './facets.ts';
import { type CompiledFilter, compileFilter } from './filter.ts';
import { FEW, planner } from './plan.ts';
import { snapshotOf } from './snapshot.ts';
import { cachedStatements } from './statements.ts';

type Reads = Pick<Local<ReadCalls>, Extract<keyof ReadCalls, `devices.${string}`>>;

const documentSchema = z.record(z.string(), z.unknown());

/** What reads of devices answer, each from one snapshot. */
export function deviceReads(db: Db): Reads {
  const statements = cachedStatements(db);
  const snapshot = snapshotOf(db);
  const plan = planner(statements, snapshot.searchReady);
  const bySeq = selectDevices<[number]>(db, 'd.seq = ?');
  const idBySeq = db.prepare<[number], string>('SELECT id FROM devices WHERE seq = ?').pluck();

  const stretch = (query: DeviceQuery, offset: number, limit: number): number[] =>
    plan.stretch(compileFilter(db, query.filter), query.sort, offset, limit);

  const totalUpTo = (filter: DeviceFilter, compiled: CompiledFilter, most: number): number =>
    snapshot.remember(`${most} ${JSON.stringify(filter)}`, () => plan.countUpTo(compiled, most));

  const window = (input: DeviceWindowInput): DeviceWindow => {
    const { filter, sort, offset, limit } = input;
    const compiled = compileFilter(db, filter);
    const rows = plan.stretch(compiled, sort, offset, limit).flatMap((seq) => bySeq.get(seq) ?? []);
    if (rows.length > 0 && rows.length < limit)
      return { rows, total: offset + rows.length, atLeast: offset + rows.length };
    const counted = totalUpTo(filter, compiled, isWholeFleet(filter) ? Number.MAX_SAFE_INTEGER : FEW + 1);
    const exact = isWholeFleet(filter) || counted <= FEW;
    return { rows, total: exact ? counted : null, atLeast: Math.max(counted, offset + rows.length) };
  };

  return {
    'devices.window': (input) => snapshot.together(() => window(input)),
    'devices.count': (filter) =>
      snapshot.together(() => totalUpTo(filter, compileFilter(db, filter), Number.MAX_SAFE_INTEGER)),
    'devices.facets': (input) => snapshot.together(() => readFacets(db, statements, plan, input)),
    'devices.ids': ({ query, offset, limit }) =>
      snapshot.together(() => stretch(query, offset, limit).flatMap((seq) => idBySeq.get(seq) ?? [])),
    'devices.detail': (id) => snapshot.together(() => readDetail(db, id)),
    'devices.find': (input) => findDevices(db, input),
  };
}

function isWholeFleet(filter: DeviceFilter): boolean {
  return Object.values(filter).every((restriction) => restriction === undefined || restriction === '');
}

function readDetail(db: Db, id: string): DeviceDetail | null {
  const [device] = selectDevices<[string]>(db, 'd.id = ?').all(id);
  const rest = db
    .prepare<[string], { body: string; account: string; domain: string }>(
      `SELECT o.body, c.account, c.domain FROM devices d JOIN documents o ON o.seq = d.document
       JOIN connections c ON c.seq = d.connection WHERE d.id = ?`,
    )
    .get(id);
  if (device === undefined || rest === undefined) return null;
  const { body, account, domain } = rest;
  return {
    device,
    document: documentSchema.parse(JSON.parse(body)),
    source: { kind: 'google', account, domain },
  };
}

/** Serials compare exactly; both of the partial indexes are asked. */
function findDevices(db: Db, { serial, providerId }: { serial?: string; providerId?: string }): Device[] {
  if (providerId !== undefined) {
    const found = selectDevices<[string]>(
      db,
      'd.provider_id = ? AND d.connection IN (SELECT seq FROM connections)',
    );
    return found.all(providerId).filter((device) => serial === undefined || device.serial === serial);
  }
  if (serial === undefined) return [];
  const live = selectDevices<[string, string]>(
    db,
    'd.vanished_at IS NULL AND d.serial COLLATE NOCASE = ? AND d.serial = ? ORDER BY d.seq',
  );
  const vanished = selectDevices<[string]>(db, 'd.vanished_at IS NOT NULL AND d.serial = ? ORDER BY d.seq');
  return [...live.all(serial, serial), ...vanished.all(serial)];
}
