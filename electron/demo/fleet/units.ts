import { type Dice, SALT } from './dice.ts';

/** One organizational unit. Units stand in pre-order, so a unit's descendants are `index + 1` to `last`. */
export interface OrgUnit {
  readonly index: number;
  /** The id without Google's `id:` prefix. It never changes. */
  readonly id: string;
  readonly parent: OrgUnit | null;
  readonly description: string;
  /** Part of the fleet that lives directly here, relative to the other units. */
  readonly weight: number;
  name: string;
  path: string;
  last: number;
  /** Grows when the unit or one above it is renamed. */
  revision: number;
}

interface Plan {
  readonly name: string;
  readonly weight: number;
  readonly description?: string;
  readonly children?: readonly Plan[];
}

const SCHOOLS = [
  'North',
  'South',
  'École du Parc',
  'Westgate',
  'Harbour Street',
  'Elmwood',
  'St Brigid',
  'Lindenhof',
  'Maple Grove',
  'Hillcrest',
  'Kingfisher',
  'Oakfield',
  'Riverbank',
  'Ashbourne',
  'Fairview',
  'Millbrook',
];

function school(name: string): Plan {
  return {
    name,
    weight: 2,
    description: `Everything at ${name}`,
    children: [
      { name: 'Library', weight: 6 },
      { name: 'Science & Design Lab', weight: 5 },
      {
        name: 'Classrooms',
        weight: 4,
        children: [
          { name: 'Year 7', weight: 14 },
          { name: 'Year 8', weight: 14 },
          { name: 'Year 9', weight: 13 },
          { name: 'Exams', weight: 3, description: 'Locked down during exam weeks' },
        ],
      },
    ],
  };
}

function plan(schools: number): Plan {
  return {
    name: '',
    weight: 1,
    children: [
      { name: 'Schools', weight: 0, children: SCHOOLS.slice(0, schools).map(school) },
      {
        name: 'Staff',
        weight: 6,
        children: [
          { name: 'Teachers', weight: 22 },
          { name: 'Administration', weight: 7 },
          { name: 'Technicians', weight: 3 },
        ],
      },
      { name: 'Loaners', weight: 6, description: 'Lent by the day' },
      { name: 'Kiosks', weight: 3, description: 'Entrance screens and catalogues' },
      { name: 'Repair', weight: 2 },
      { name: 'Empty shelf', weight: 0 },
    ],
  };
}

/** How many schools an organisation of this many devices has. */
function schoolsFor(devices: number): number {
  return Math.min(SCHOOLS.length, Math.max(4, Math.round(devices / 6000)));
}

/** The tree of organizational units. Only names ever change, by `rename`. */
export class OrgTree {
  readonly units: OrgUnit[] = [];
  readonly #places: number[] = [];

  constructor(dice: Dice, devices: number) {
    this.#plant(plan(schoolsFor(devices)), null, dice);
    for (const unit of this.units) for (let n = 0; n < unit.weight; n++) this.#places.push(unit.index);
  }

  get root(): OrgUnit {
    return this.at(0);
  }

  /** The unit with this index; throws RangeError when there is none. */
  at(index: number): OrgUnit {
    const unit = this.units[index];
    if (unit === undefined) throw new RangeError(`no organizational unit ${index}`);
    return unit;
  }

  /** The unit a device belongs to, for a draw. */
  placeFor(dice: Dice, device: number, turn: number): number {
    return dice.pick(this.#places, device, SALT.unit, turn);
  }

  /** Finds a unit by its path, with or without the leading `/`, in any case, or by its id. */
  find(pathOrId: string): OrgUnit | undefined {
    const id = pathOrId.startsWith('id:') ? pathOrId.slice(3) : pathOrId;
    const path = `/${pathOrId.replace(/^\/+|\/+$/g, '')}`.toLowerCase();
    return this.units.find((unit) => unit.id === id || unit.path.toLowerCase() === path);
  }

  /** True when `unit` is `ancestor` or lies below it. */
  isWithin(unit: number, ancestor: OrgUnit): boolean {
    return unit >= ancestor.index && unit <= ancestor.last;
  }

  /** Gives a unit another name; every path below it changes, no id does. */
  rename(unit: OrgUnit, name: string): void {
    unit.name = name;
    for (let index = unit.index; index <= unit.last; index++) {
      const below = this.at(index);
      below.path = pathOf(below.parent, below.name);
      below.revision++;
    }
  }

  #plant(node: Plan, parent: OrgUnit | null, dice: Dice): void {
    const index = this.units.length;
    const unit: OrgUnit = {
      index,
      id: `03ph8a2z${dice.bits(index, SALT.leaves).toString(36).padStart(7, '0')}${index.toString(36)}`,
      parent,
      name: node.name,
      path: pathOf(parent, node.name),
      description: node.description ?? '',
      weight: node.weight,
      last: index,
      revision: 0,
    };
    this.units.push(unit);
    for (const child of node.children ?? []) this.#plant(child, unit, dice);
    unit.last = this.units.length - 1;
  }
}

function pathOf(parent: OrgUnit | null, name: string): string {
  if (parent === null) return '/';
  return parent.parent === null ? `/${name}` : `${parent.path}/${name}`;
}
