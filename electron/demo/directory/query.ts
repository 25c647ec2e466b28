import type { Organisation } from '../fleet/organisation.ts';

/** Says whether a device matches, at a time in milliseconds UTC. */
export type Filter = (organisation: Organisation, index: number, time: number) => boolean;

const DAY = 86_400_000;

type Maker = (value: string) => Filter | undefined;

/** `status:` of Google's list query operators; "managed" is everything not deprovisioned. */
const status: Maker = (value) => {
  const wanted: Record<string, (status: string) => boolean> = {
    provisioned: (is) => is === 'ACTIVE',
    disabled: (is) => is === 'DISABLED',
    deprovisioned: (is) => is === 'DEPROVISIONED',
    managed: (is) => is !== 'DEPROVISIONED',
  };
  const test = wanted[value.toLowerCase()];
  return test && ((organisation, index, time) => test(organisation.status(index, time)));
};

/** `id:` finds part of a serial number, from three characters on. */
const serial: Maker = (value) => {
  if (value.length < 3) return undefined;
  const part = value.toUpperCase();
  return ({ identities }, index) => identities.serial(index).includes(part);
};

/** A day, or a range of days with both ends included: `D`, `..D`, `D..`, `D..D`. Days are UTC. */
function days(value: string): { from: number; until: number } | undefined {
  const parts = /^(\d{4}-\d\d-\d\d)?(\.\.)?(\d{4}-\d\d-\d\d)?$/.exec(value);
  if (parts === null || (parts[1] === undefined && parts[3] === undefined)) return undefined;
  const first = parts[1] === undefined ? Number.NEGATIVE_INFINITY : Date.parse(parts[1]);
  const end = parts[2] === undefined ? parts[1] : parts[3];
  const until = end === undefined ? Number.POSITIVE_INFINITY : Date.parse(end) + DAY;
  return Number.isNaN(first) || Number.isNaN(until) ? undefined : { from: first, until };
}

const register: Maker = (value) => {
  const range = days(value);
  if (range === undefined) return undefined;
  return (organisation, index) => {
    const at = organisation.enrolledAt(index);
    return at >= range.from && at < range.until;
  };
};

const sync: Maker = (value) => {
  const range = days(value);
  if (range === undefined) return undefined;
  return (organisation, index, time) => {
    const at = organisation.lastSync(index, time);
    return at !== null && at >= range.from && at < range.until;
  };
};

/** Finds part of an annotation, in any case. */
function annotation(key: 'user' | 'location' | 'assetId' | 'notes'): Maker {
  return (value) => {
    const part = value.toLowerCase();
    return (organisation, index, time) =>
      organisation.facts(index, time).annotations[key]?.toLowerCase().includes(part) ?? false;
  };
}

const modelName: Maker = (value) => {
  const part = value.toLowerCase();
  return ({ identities }, index) => identities.model(index).name.toLowerCase().includes(part);
};

const chromeVersion: Maker = (value) => (organisation, index, time) =>
  organisation.facts(index, time).release?.osVersion.startsWith(value) ?? false;

const aue: Maker = (value) => {
  const range = days(value);
  if (range === undefined) return undefined;
  return ({ identities }, index) => {
    const at = identities.model(index).updatesUntilAt;
    return at >= range.from && at < range.until;
  };
};

const OPERATORS: Readonly<Record<string, Maker>> = {
  status,
  id: serial,
  register,
  sync,
  user: annotation('user'),
  location: annotation('location'),
  asset_id: annotation('assetId'),
  note: annotation('notes'),
  public_model_name: modelName,
  chrome_version: chromeVersion,
  aue,
};

/**
 * Reads Google's query language for devices: `operator:value` or `operator:"two words"`, all of which must
 * match. Returns undefined for a query Google would refuse.
 */
export function parseQuery(query: string): Filter[] | undefined {
  const filters: Filter[] = [];
  for (const [, name, quoted, plain] of query.matchAll(/(?:([a-z_]+):)?(?:"([^"]*)"|(\S+))/g)) {
    const value = quoted ?? plain ?? '';
    // A word without an operator searches serial numbers, as the search box of the console does.
    const filter = name === undefined ? serial(value) : OPERATORS[name]?.(value);
    if (filter === undefined) return undefined;
    filters.push(filter);
  }
  return filters;
}
