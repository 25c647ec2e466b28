import type { OrgUnit } from '../../../model/org-unit.ts';
import type { SyncRun } from '../../../model/sync-run.ts';
import type { NewPartition } from '../../../store/contract.ts';
import type { DirectoryApi } from '../api/directory.ts';
import type { SyncOptions } from './contract.ts';
import { type BaseQuery, DEPROVISIONED, type FleetCounts, MANAGED } from './counts.ts';
import { splitByRegistration } from './registration.ts';

/** What a plan is made from. */
export interface PlanInput {
  api: Pick<DirectoryApi, 'countDevices'>;
  base: BaseQuery;
  counts: FleetCounts;
  units: OrgUnit[];
  /** Milliseconds since 1970 UTC. */
  now: number;
  /** No listing should bring more devices than this. */
  perListing: number;
  signal: AbortSignal;
}

/** Before a first run tells the pace, a page of 300 whole records is taken to need this long. */
const USUAL_PAGE_MS = 2000;
const FEWEST_PAGES = 10;

/** How many devices one listing may bring and stay far below the hour after which Google lets it die. */
export function devicesPerListing(
  last: SyncRun | null,
  pageSize: number,
  { plannedListingMs, listingDevices }: Pick<SyncOptions, 'plannedListingMs' | 'listingDevices'>,
): number {
  const took = last === null || last.endedAt === null ? null : last.endedAt - last.startedAt;
  const pageMs = took === null || last === null || last.pages === 0 ? USUAL_PAGE_MS : took / last.pages;
  const pages = Math.max(FEWEST_PAGES, Math.floor(plannedListingMs / pageMs));
  return Math.min(listingDevices, pages * pageSize);
}

/**
 * The listings of a run. Managed devices come first: one deprovisioned meanwhile is then found by one listing or
 * both, never by none.
 */
export async function planListings(input: PlanInput): Promise<NewPartition[]> {
  const { base, counts } = input;
  const whole = (query: string | null): NewPartition => ({ query, orgUnitPath: null, label: query ?? 'all' });
  const first = { listing: whole(base), total: base === MANAGED ? counts.managed : counts.all };
  const second = { listing: whole(DEPROVISIONED), total: counts.deprovisioned };
  const planned: NewPartition[] = [];
  for (const { listing, total } of [first, second]) {
    // Without a count nothing says that it is large; a listing that turns out too long is divided then.
    planned.push(...(total === null ? [listing] : await split(listing, total, input)));
  }
  return planned;
}

/** Divides a listing that would bring too many: by registration date where counts allow, else by unit. */
export async function split(
  listing: NewPartition,
  total: number | null,
  input: Pick<PlanInput, 'api' | 'units' | 'now' | 'perListing' | 'signal'>,
): Promise<NewPartition[]> {
  if (total === null) return splitByUnit(listing, input.units);
  if (total <= input.perListing) return [listing];
  return (await splitByRegistration(listing, total, input)) ?? splitByUnit(listing, input.units);
}

/** One listing for each organizational unit without its children, by its id (`id:…`), which a renaming does not change. */
function splitByUnit(listing: NewPartition, units: readonly OrgUnit[]): NewPartition[] {
  if (units.length === 0 || listing.orgUnitPath !== null) return [listing];
  return units.map((unit) => ({ ...listing, orgUnitPath: `id:${unit.id}`, label: unit.path }));
}
