import type { DeviceFilter, Facet, FacetColumn } from '../../model/device-query.ts';
import type { Db } from '../database/connect.ts';
import { compileFilter } from './filter.ts';
import { isWholeFleet, type Planner } from './plan.ts';
import type { Statements } from './statements.ts';

const VALUES: Readonly<Record<FacetColumn, string>> = {
  status: 'd.status',
  platform: 'd.platform',
  model: 'd.model',
  osVersion: 'd.os_version',
  orgUnit: 'coalesce(d.org_unit_id, d.org_unit_path)',
};

/** Counted first in the order of an index that has them all, what is left to gather are few values. */
const GROUPS: Readonly<Record<FacetColumn, string>> = {
  status: 'd.status',
  platform: 'd.platform',
  model: 'd.status, d.model',
  osVersion: 'd.status, d.model, d.os_version',
  orgUnit: 'd.org_unit_id, d.org_unit_path',
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
  const compiled = compileFilter(db, filter);
  const { text, bind } = plan.matches(compiled, `${VALUES[column]} AS value, count(*) AS n`);
  const inOrder = compiled.text === null && (column !== 'orgUnit' || isWholeFleet(compiled));
  const group = inOrder ? GROUPS[column] : VALUES[column];
  const facets = statements.rows<Facet>({
    text: `SELECT value, sum(n) AS count FROM (${text} GROUP BY ${group})
      GROUP BY value ORDER BY sum(n) DESC, value LIMIT ?`,
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
