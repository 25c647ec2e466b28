import type { Facet, OrgUnit } from '../../../../electron/bridge/domain';
import { optionsFound } from './facet-options';

/** A unit as the tree shows it. */
export interface UnitLine {
  unit: OrgUnit;
  depth: number;
  hasChildren: boolean;
}

/** The visible lines of the tree: the opened branches, or every unit whose path holds the searched words. */
export function unitLines(
  units: readonly OrgUnit[],
  opened: ReadonlySet<string>,
  search: string,
): UnitLine[] {
  const children = childrenOf(units);
  const hasChildren = (unit: OrgUnit) => children.has(unit.id);
  if (search.trim() !== '') {
    const found = optionsFound(
      units.map(({ id, path }) => ({ value: id, label: path, count: null })),
      search,
    );
    const ids = new Set(found.map(({ value }) => value));
    const hits = units.filter(({ id }) => ids.has(id)).sort((a, b) => a.path.localeCompare(b.path));
    return hits.map((unit) => ({ unit, depth: 0, hasChildren: false }));
  }
  const lines: UnitLine[] = [];
  const walk = (parent: string | null, depth: number) => {
    for (const unit of children.get(parent) ?? []) {
      lines.push({ unit, depth, hasChildren: hasChildren(unit) });
      if (opened.has(unit.id)) walk(unit.id, depth + 1);
    }
  };
  walk(null, 0);
  return lines;
}

/** The units above a unit, so that the tree can open down to it. */
export function ancestorsOf(units: readonly OrgUnit[], id: string): string[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const above: string[] = [];
  for (let unit = byId.get(id); unit?.parentId != null; unit = byId.get(unit.parentId)) {
    if (above.includes(unit.parentId)) break;
    above.push(unit.parentId);
  }
  return above;
}

/** How many devices choosing each unit would show, those of the units below it included when asked. */
export function unitCounts(
  units: readonly OrgUnit[],
  facets: readonly Facet[],
  withChildren: boolean,
): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (id: string, count: number) => counts.set(id, (counts.get(id) ?? 0) + count);
  for (const { value, count } of facets) {
    // A device whose record has no unit id is counted under its path.
    const id = units.find((unit) => unit.path === value)?.id ?? value;
    if (id === null) continue;
    add(id, count);
    if (withChildren) for (const above of ancestorsOf(units, id)) add(above, count);
  }
  return counts;
}

/** Children by parent, by name; a unit whose parent is not listed stands at the top. */
function childrenOf(units: readonly OrgUnit[]): Map<string | null, OrgUnit[]> {
  const known = new Set(units.map(({ id }) => id));
  const children = new Map<string | null, OrgUnit[]>();
  for (const unit of [...units].sort((a, b) => a.name.localeCompare(b.name))) {
    const parent = unit.parentId !== null && known.has(unit.parentId) ? unit.parentId : null;
    children.set(parent, [...(children.get(parent) ?? []), unit]);
  }
  return children;
}
