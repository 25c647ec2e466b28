import type { Device } from '../../model/device.ts';
import type { DeviceSort } from '../../model/device-query.ts';
import { stateOfGoogleStatus, statusOf } from '../../model/device-status.ts';
import type { FleetAt, FleetAtInput } from '../../model/history.ts';
import { FLEET_AT_COLUMNS } from '../../model/history.ts';
import type { Db } from '../database/connect.ts';
import { fleetVersion } from '../database/state.ts';
import { selectDevices } from '../devices.ts';
import { compileFilter, LIVE, type Sql } from '../query/filter.ts';
import { pathOf, rangeBelow } from '../query/org-unit.ts';
import { recall } from '../query/snapshot.ts';
import { orderOf } from '../query/sort.ts';
import { fieldOf, INSTANTS, type WHATS } from './fields.ts';
import { type Past, pastReader } from './past.ts';
import { fieldsFor, undoer } from './undo.ts';

/** A list of a million devices takes eight megabytes. */
const MOST_LISTS = 3;

type Query = Pick<FleetAtInput, 'filter' | 'sort'>;
interface FormerValue {
  what: (typeof WHATS)[number];
  before: string | null;
}

/** The fleet as it was known at instants of the past. */
export function fleetAtReader(db: Db) {
  const pastAt = pastReader(db);
  const { undo } = undoer(db);
  const deviceAt = formerDevices(db);
  const lists = new Map<string, Float64Array>();

  const seqsOf = ({ filter, sort }: Query, lastRow: number): Float64Array => {
    const version = fleetVersion(db);
    const key = JSON.stringify([version, lastRow, filter, sort]);
    return recall(lists, key, MOST_LISTS, () => {
      undo(lastRow, fieldsFor(filter, sort), version);
      const { text, bind } = listOf(db, { filter, sort });
      return Float64Array.from(
        db
          .prepare<unknown[], number>(text)
          .pluck()
          .all(...bind),
      );
    });
  };

  return {
    at: ({ at, filter, sort, offset, limit }: FleetAtInput): FleetAt => {
      const { lastRow, since, run } = pastAt(at);
      if (lastRow === null) return { rows: [], total: 0, since, run };
      const seqs = seqsOf({ filter, sort }, lastRow);
      const rows = [...seqs.subarray(offset, offset + limit)].flatMap((seq) => deviceAt(seq, lastRow, at));
      return { rows, total: seqs.length, since, run };
    },
    /** All of them, one by one. */
    rows: function* ({ at, filter, sort }: Omit<FleetAtInput, 'offset' | 'limit'>): Generator<Device> {
      const { lastRow }: Past = pastAt(at);
      if (lastRow === null) return;
      for (const seq of seqsOf({ filter, sort }, lastRow)) yield* deviceAt(seq, lastRow, at);
    },
  };
}

/** Devices that were the same then, by the file's own indexes, merged with those that were others. */
function listOf(db: Db, { filter, sort }: Query): Sql {
  const { orgUnit, ...rest } = filter;
  // Who had vanished by then is in no list of then.
  const status = rest.status?.filter((word) => word !== 'archived');
  const compiled = compileFilter(db, { ...rest, status });
  const tests: Sql[] = compiled.conditions.filter((test) => test !== LIVE);
  if (rest.status?.length && status?.length === 0) tests.push({ text: 'false', bind: [] });
  if (orgUnit) tests.push(unitThen(db, orgUnit));
  for (const glob of compiled.text?.globs ?? []) tests.push({ text: 'd.search_text GLOB ?', bind: [glob] });
  const { key, way } = orderThen(sort);
  const select = (from: string, also: string): Sql => ({
    text: `SELECT d.seq AS seq, ${key} AS place FROM ${from} d WHERE ${[LIVE.text, ...tests.map((test) => test.text)].join(' AND ')}${also}`,
    bind: tests.flatMap(({ bind }) => bind),
  });
  const same = select('devices', ' AND NOT EXISTS (SELECT 1 FROM temp.then_devices t WHERE t.seq = d.seq)');
  const other = select('temp.then_devices', '');
  return {
    text: `${same.text} UNION ALL ${other.text} ORDER BY ${way}`,
    bind: [...same.bind, ...other.bind],
  };
}

/** What is not kept orders nothing: the age of the row does. */
function orderThen(sort: DeviceSort): { key: string; way: string } {
  const kept = FLEET_AT_COLUMNS.some((column) => column === sort.column);
  const [, key = 'NULL', collation = ''] = /^(\S+)( COLLATE NOCASE)?/.exec(orderOf(sort).by) ?? [];
  const direction = sort.direction === 'ascending' ? 'ASC' : 'DESC';
  return {
    key: kept ? key : 'NULL',
    way: `place${collation} ${direction} NULLS LAST, seq ${direction}`,
  };
}

/** The unit is told by the path it has now. */
function unitThen(db: Db, { id, withChildren }: { id: string; withChildren: boolean }): Sql {
  const path = pathOf(db, id);
  if (path === null) return { text: 'false', bind: [] };
  if (!withChildren) return { text: 'd.org_unit_path = ?', bind: [path] };
  return {
    text: '(d.org_unit_path = ? OR d.org_unit_path >= ? AND d.org_unit_path < ?)',
    bind: [path, ...rangeBelow(path)],
  };
}

/** Reads a device with the values that it had; what is not kept has none. */
function formerDevices(db: Db): (seq: number, lastRow: number, at: number) => Device[] {
  const bySeq = selectDevices<[number]>(db, 'd.seq = ?');
  const later = db.prepare<[number, number], FormerValue>(
    'SELECT what, before FROM history WHERE device = ? AND seq > ? ORDER BY seq DESC',
  );
  return (seq, lastRow, at) => {
    const now = bySeq.get(seq);
    if (now === undefined) return [];
    const then: Record<string, unknown> = {};
    for (const { what, before } of later.all(seq, lastRow)) {
      const field = fieldOf(what);
      if (field === null) continue;
      then[field] = before !== null && INSTANTS.includes(field) ? Number(before) : before;
    }
    const device = { ...now, ...then };
    const state = stateOfGoogleStatus(device.providerStatus);
    return [
      {
        ...device,
        orgUnitId: device.orgUnitPath === now.orgUnitPath ? now.orgUnitId : null,
        state,
        status: statusOf(state, device.providerStatus, false),
        lastSyncAt: null,
        fetchedAt: at,
        vanishedAt: null,
      },
    ];
  };
}
