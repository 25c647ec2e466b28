import { FLEET_AT_COLUMNS, type FleetAtInput } from '../../model/history.ts';
import type { Db } from '../database/connect.ts';
import { type CompiledFilter, compileFilter, LIVE, type Sql } from '../query/filter.ts';
import { pathOf, rangeBelow } from '../query/org-unit.ts';
import { isWholeFleet } from '../query/plan.ts';
import { keyOf } from '../query/sort.ts';

export type FormerQuery = Pick<FleetAtInput, 'filter' | 'sort'>;

/**
 * Everyone who was there then, in order: those who were the same by an index of the file, merged with those in
 * `temp.then_devices`; without those of `unknown` connections. What is not kept orders nothing: the age of the row does.
 */
export function orderOfThen({ sort }: FormerQuery, unknown: number[]): Sql {
  const kept = FLEET_AT_COLUMNS.some((column) => column === sort.column);
  const { key, collation } = kept ? keyOf(sort.column) : { key: 'NULL', collation: '' };
  const list = (from: string) => `SELECT d.seq AS seq, ${key} AS place FROM ${from} d WHERE ${LIVE.text}`;
  const others = unknown.length === 0 ? '' : ` AND d.connection NOT IN (${unknown.join(', ')})`;
  const direction = sort.direction === 'ascending' ? 'ASC' : 'DESC';
  return {
    text: `${list('devices')}${others} AND NOT EXISTS (SELECT 1 FROM temp.then_devices t WHERE t.seq = d.seq)
      UNION ALL ${list('temp.then_devices')}${others}
      ORDER BY place${collation} ${direction} NULLS LAST, seq ${direction}`,
    bind: [],
  };
}

/**
 * What a filter asks of those who were the same then, and the list of those others whom it takes; null when it takes
 * everyone.
 */
export function testsOfThen(db: Db, { filter }: FormerQuery): { filter: CompiledFilter; others: Sql | null } {
  const { orgUnit, ...rest } = filter;
  // Who had vanished by then is in no list of then.
  const status = rest.status?.filter((word) => word !== 'archived');
  const compiled = compileFilter(db, { ...rest, status });
  if (rest.status?.length && status?.length === 0) compiled.conditions.push({ text: 'false', bind: [] });
  if (orgUnit) compiled.conditions.push(unitThen(db, orgUnit));
  if (isWholeFleet(compiled)) return { filter: compiled, others: null };
  const globs = (compiled.text?.globs ?? []).map((glob) => ({ text: 'd.search_text GLOB ?', bind: [glob] }));
  const tests: Sql[] = [...compiled.conditions, ...globs];
  const where = tests.map(({ text }) => text).join(' AND ');
  const bind = tests.flatMap((test) => test.bind);
  return { filter: compiled, others: { text: `SELECT d.seq FROM temp.then_devices d WHERE ${where}`, bind } };
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
