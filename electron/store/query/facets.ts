import type { DeviceFilter, Facet, FacetColumn } from '../../model/device-query.ts';
import type { Db } from '../database/connect.ts';
import { compileFilter } from './filter.ts';
import type { Planner } from './plan.ts';
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
  const { column, limit } = input;
  const filter = { ...input.filter, [column]: undefined };
  const { text, bind } = plan.matches(compileFilter(db, filter), `${VALUES[column]} AS value`);
  const facets = statements.rows<Facet>({
    text: `SELECT value, count(*) AS count FROM (${text}) GROUP BY value ORDER BY count(*) DESC, value LIMIT ?`,
    bind: [...bind, limit],
  });
  if (column !== 'status') return facets;
  const archived = plan.countUpTo(
    compileFilter(db, { ...filter, status: ['archived'] }),
    Number.MAX_SAFE_INTEGER,
  );
  return withArchived(facets, archived).slice(0, limit);
}

/** The one status that no list shows unless asked. */
function withArchived(facets: Facet[], count: number): Facet[] {
  if (count === 0) return facets;
  return [...facets, { value: 'archived', count }].sort((a, b) => b.count - a.count);
}
