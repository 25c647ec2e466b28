import { type Answer, type Ask, json } from '../answer.ts';
import type { Demo, Role } from '../demo.ts';
import type { Route } from '../endpoints.ts';
import { etagText } from '../fleet/record.ts';
import type { OrgUnit } from '../fleet/units.ts';
import { forbidden, invalidInput, invalidOrgUnit } from './errors.ts';

/** `orgunits.list` and, with a path in the address, `orgunits.get`. */
export function orgUnits(demo: Demo, role: Role, ask: Ask, route: Route): Answer {
  const { units, tag } = demo.organisation;
  if (route.key !== '') {
    const unit = units.find(route.key);
    if (unit === undefined) return invalidOrgUnit();
    return units.isWithin(unit.index, role.within) ? json(unitRecord(unit, tag)) : forbidden();
  }
  const type = ask.query.get('type') ?? 'children';
  const parent = units.find(ask.query.get('orgUnitPath') || '/');
  if (parent === undefined) return invalidOrgUnit();
  const wanted = belonging(units.units, parent, type);
  if (wanted === undefined) return invalidInput('type');
  const seen = wanted.filter((unit) => units.isWithin(unit.index, role.within));
  const organizationUnits = seen.map((unit) => unitRecord(unit, tag));
  return json({
    kind: 'admin#directory#orgUnits',
    etag: JSON.parse(etagText(tag, JSON.stringify(organizationUnits))),
    ...(organizationUnits.length > 0 && { organizationUnits }),
  });
}

/** Only `allIncludingParent` returns the unit that was asked about. */
function belonging(units: readonly OrgUnit[], parent: OrgUnit, type: string): OrgUnit[] | undefined {
  const below = units.slice(parent.index, parent.last + 1);
  if (type === 'allIncludingParent' || type === 'ALL_INCLUDING_PARENT') return below;
  if (type === 'all' || type === 'ALL') return below.slice(1);
  if (type === 'children' || type === 'CHILDREN') return below.filter((unit) => unit.parent === parent);
  return undefined;
}

/** A unit as Google writes it; here, unlike in a device's record, ids begin with `id:`. */
function unitRecord(unit: OrgUnit, tag: string): object {
  const content = `${unit.id} ${unit.path} ${unit.revision}`;
  return {
    kind: 'admin#directory#orgUnit',
    etag: JSON.parse(etagText(tag, content)),
    name: unit.parent === null ? '/' : unit.name,
    description: unit.description,
    orgUnitPath: unit.path,
    orgUnitId: `id:${unit.id}`,
    ...(unit.parent && { parentOrgUnitPath: unit.parent.path, parentOrgUnitId: `id:${unit.parent.id}` }),
  };
}
