import type { Answer } from '../answer.ts';
import type { Demo, Role } from '../demo.ts';
import { invalidInput, invalidOrgUnit } from './errors.ts';
import { type Filter, parseQuery } from './query.ts';

/** What a list or count request selects. */
export interface Wanted {
  /** `query` of a list, `filter` of a count. */
  readonly query: string;
  readonly orgUnitPath: string;
  readonly includeChildOrgunits: boolean;
}

/** The devices a request is about, as a test for one device at one time (milliseconds UTC). */
export type Selection = (index: number, time: number) => boolean;

/** Reads the selecting parameters; `queryName` is `query` for a list and `filter` for a count. */
export function wantedOf(query: URLSearchParams, queryName: 'query' | 'filter'): Wanted {
  return {
    query: query.get(queryName)?.trim() ?? '',
    orgUnitPath: query.get('orgUnitPath') ?? '',
    includeChildOrgunits: query.get('includeChildOrgunits') === 'true',
  };
}

/** Builds the test for a request, within what the role may see; an Answer when Google would refuse. */
export function select(demo: Demo, role: Role, wanted: Wanted): Selection | Answer {
  const { organisation, settings } = demo;
  const filters: Filter[] = [];
  if (role.within !== organisation.units.root) filters.push(below(role.within.index, role.within.last));
  if (wanted.orgUnitPath !== '') {
    const unit = organisation.units.find(wanted.orgUnitPath);
    if (unit === undefined) return invalidOrgUnit();
    filters.push(below(unit.index, wanted.includeChildOrgunits ? unit.last : unit.index));
  } else if (wanted.includeChildOrgunits) {
    return invalidInput('includeChildOrgunits needs orgUnitPath');
  }
  const asked = parseQuery(wanted.query);
  if (asked === undefined) return invalidInput(wanted.query);
  filters.push(...asked);
  if (wanted.query === '' && !settings.listDeprovisioned) filters.push(managed);
  const shrunken = demo.faults.standing('shrunkenFleet');
  if (shrunken !== undefined) filters.push((fleet, index) => fleet.draw(index, 1) < (shrunken.share ?? 0.5));
  return (index, time) =>
    organisation.exists(index) && filters.every((filter) => filter(organisation, index, time));
}

const managed: Filter = (organisation, index, time) => organisation.status(index, time) !== 'DEPROVISIONED';

function below(first: number, last: number): Filter {
  return (organisation, index, time) => {
    const unit = organisation.unit(index, time);
    return unit >= first && unit <= last;
  };
}
