import type { DeviceFilter, Facet, FacetColumn } from '../../model/device-query.ts';
import type { Db } from '../database/connect.ts';
import { compileFilter } from './filter.ts';
import { isWholeFleet, type Planner } from './plan.ts';
import type { Statements } from './statements.ts';

type Column = Exclude<FacetColumn, 'platform'>;

const VALUES: Readonly<Record<Column, string>> = {
  status: 'd.status',
  model: 'd.model',
  osVersion: 'd.os_version',
  orgUnit: 'coalesce(d.org_unit_id, d.org_unit_path)',
};

/** Counted first in the order of an index that has them all, what is left to gather are few values. */
const GROUPS: Readonly<Record<Column, string>> = {
  status: 'd.status',
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
  if (column === 'platform') return platformFacets(db, statements, plan, input.filter).slice(0, limit);
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

/**
 * Chromebooks are those that are left: the others are few, or have an index that holds no Chromebook, which are not looked at then.
 */
function platformFacets(
  db: Db,
  statements: Statements,
  plan: Planner,
  { platform: _, ...filter }: DeviceFilter,
): Facet[] {
  const compiled = compileFilter(db, filter);
  const all = plan.countUpTo(compiled, Number.MAX_SAFE_INTEGER);
  const conditions = [...compiled.conditions, { text: "d.platform <> 'chromeos'", bind: [] }];
  const { text, bind } = plan.matches({ ...compiled, conditions }, 'd.platform AS value, count(*) AS count');
  const others = statements.rows<Facet>({ text: `${text} GROUP BY d.platform`, bind });
  const chromeos = all - others.reduce((sum, { count }) => sum + count, 0);
  return [{ value: 'chromeos', count: chromeos }, ...others]
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
}

/** The one status that no list shows unless asked. */
function withArchived(facets: Facet[], count: number): Facet[] {
  if (count === 0) return facets;
  return [...facets, { value: 'archived', count }].sort((a, b) => b.count - a.count);
}
