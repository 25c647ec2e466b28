import type { DeviceFilter, Facet, FacetColumn } from '../../model/device-query.ts';
import type { Db } from '../database/connect.ts';
import { type CompiledFilter, compileAnyStatus, compileFilter, type Sql } from './filter.ts';
import { FEW, type Planner } from './plan.ts';
import { fromRows, fromSearch } from './sources.ts';
import type { Statements } from './statements.ts';

const VALUES: Readonly<Record<FacetColumn, string>> = {
  status: 'd.status',
  model: 'd.model',
  osVersion: 'd.os_version',
  orgUnit: 'coalesce(d.org_unit_id, d.org_unit_path)',
};

/** The values of a column with their numbers of devices, the most frequent first. */
export function readFacets(
  db: Db,
  statements: Statements,
  plan: Planner,
  input: { filter: DeviceFilter; column: FacetColumn; limit: number },
): Facet[] {
  const filter = filterWithout(db, input.filter, input.column);
  const value = `${VALUES[input.column]} AS value`;
  const few = plan.usesSearch(filter) && plan.countUpTo(filter, FEW + 1) <= FEW;
  const source = few ? fromSearch(filter, value, null) : fromRows(filter, value, null);
  return statements.rows<Facet>(grouped(source, input.limit));
}

function filterWithout(db: Db, filter: DeviceFilter, column: FacetColumn): CompiledFilter {
  if (column === 'status') return compileAnyStatus(db, filter);
  return compileFilter(db, { ...filter, [column]: undefined });
}

function grouped({ text, bind }: Sql, limit: number): Sql {
  return {
    text: `SELECT value, count(*) AS count FROM (${text}) GROUP BY value ORDER BY count(*) DESC, value LIMIT ?`,
    bind: [...bind, limit],
  };
}
