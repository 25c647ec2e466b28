import type { DirectoryApi } from '../api/directory.ts';

/** How many devices Google counts, three ways; null where it has no count. */
export interface FleetCounts {
  managed: number | null;
  deprovisioned: number | null;
  /** Without a filter: Google does not say whether this includes deprovisioned devices. */
  all: number | null;
}

export const MANAGED = 'status:managed';
export const DEPROVISIONED = 'status:deprovisioned';

/** What stands beside `status:deprovisioned` in a run's listings: the managed devices, or (null) all of them. */
export type BaseQuery = typeof MANAGED | null;

/**
 * Asks Google for its three counts. When they do not fit together they are taken once more: a device enrolled
 * between two of them looks like one with a status that no query finds.
 */
export async function countFleet(
  api: Pick<DirectoryApi, 'countDevices'>,
  signal: AbortSignal,
): Promise<FleetCounts> {
  const counts = await countOnce(api, signal);
  const fits = counts.managed === null || chooseBase(counts) === MANAGED;
  return fits ? counts : await countOnce(api, signal);
}

async function countOnce(api: Pick<DirectoryApi, 'countDevices'>, signal: AbortSignal): Promise<FleetCounts> {
  const count = (query: string | null) => api.countDevices({ query, orgUnitPath: null }, signal);
  const managed = await count(MANAGED);
  if (managed === null) return { managed, deprovisioned: null, all: null };
  return { managed, deprovisioned: await count(DEPROVISIONED), all: await count(null) };
}

/**
 * Managed and deprovisioned devices are the whole fleet when the unfiltered count agrees, with or without the
 * deprovisioned. Else some have a status that neither query finds, and only the unfiltered list has them; so it
 * does when nothing can be counted.
 */
export function chooseBase({ managed, deprovisioned, all }: FleetCounts): BaseQuery {
  if (managed === null || deprovisioned === null || all === null) return null;
  return all === managed || all === managed + deprovisioned || all < managed ? MANAGED : null;
}

/** How many distinct devices the listings of a run should bring; null when Google cannot say. */
export function expectedOf(counts: FleetCounts, base: BaseQuery): number | null {
  const { managed, deprovisioned, all } = counts;
  if (managed === null || deprovisioned === null) return null;
  if (base === MANAGED) return managed + deprovisioned;
  if (all === null) return null;
  return all >= managed + deprovisioned ? all : all + deprovisioned;
}
