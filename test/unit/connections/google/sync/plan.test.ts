import { describe, expect, it } from 'vitest';
import type { DirectoryApi } from '../../../../../electron/connections/google/api/directory.ts';
import { MANAGED } from '../../../../../electron/connections/google/sync/counts.ts';
import { devicesPerListing, planListings } from '../../../../../electron/connections/google/sync/plan.ts';
import type { OrgUnit } from '../../../../../electron/model/org-unit.ts';
import { newRun, T0 } from '../../../../support/store-fixtures.ts';

const DAY = 86_400_000;
const UNITS: OrgUnit[] = ['/', '/Schools', '/Staff'].map((path, place) => ({
  id: String(place),
  parentId: place === 0 ? null : '0',
  name: path,
  path,
  fetchedAt: T0,
}));

/** A server that counts these registration days (milliseconds UTC; null has none) and nothing else. */
function counting(registered: (number | null)[]): {
  api: Pick<DirectoryApi, 'countDevices'>;
  counts: number;
} {
  const state = { counts: 0 };
  const api = {
    countDevices: async ({ query }: { query: string | null }) => {
      state.counts++;
      const range = /register:(\S*)\.\.(\S*)/.exec(query ?? '');
      if (range === null) return registered.length;
      const from = range[1] === '' ? Number.NEGATIVE_INFINITY : Date.parse(range[1] ?? '');
      const until = range[2] === '' ? Number.POSITIVE_INFINITY : Date.parse(range[2] ?? '') + DAY;
      return registered.filter((at) => at !== null && at >= from && at < until).length;
    },
  };
  return Object.assign(state, { api });
}

function plan(registered: (number | null)[], perListing: number, managed: number | null = registered.length) {
  const { api } = counting(registered);
  return planListings({
    api,
    base: managed === null ? null : MANAGED,
    counts: { managed, deprovisioned: managed === null ? null : 0, all: managed },
    units: UNITS,
    now: T0,
    perListing,
    signal: new AbortController().signal,
  });
}

describe('the listings of a run', () => {
  it('are two for a fleet that is no burden', async () => {
    expect(await plan([T0 - DAY], 10)).toEqual([
      { query: 'status:managed', orgUnitPath: null, label: 'status:managed' },
      { query: 'status:deprovisioned', orgUnitPath: null, label: 'status:deprovisioned' },
    ]);
  });

  it('are divided by registration date without a gap or an overlap', async () => {
    const registered = Array.from({ length: 1000 }, (_, n) => T0 - (n % 900) * 3 * DAY);
    const listings = (await plan(registered, 120)).filter(({ query }) => query?.startsWith(MANAGED));
    expect(listings.length).toBeGreaterThanOrEqual(9);
    const { api } = counting(registered);
    const sizes = await Promise.all(listings.map((listing) => api.countDevices(listing)));
    expect(Math.max(...sizes.map(Number))).toBeLessThanOrEqual(120);
    expect(sizes.reduce<number>((sum, size) => sum + Number(size), 0)).toBe(1000);
    // Open at both ends: what is registered a moment from now is in the last.
    expect(listings[0]?.query).toMatch(/register:\.\.\d/);
    expect(listings.at(-1)?.query).toMatch(/\d\.\.$/);
  });

  it('are divided by unit when some devices have no registration date', async () => {
    const registered = [...Array.from({ length: 100 }, (_, n) => T0 - n * DAY), null];
    const listings = (await plan(registered, 50)).filter(({ query }) => query === MANAGED);
    expect(listings.map(({ orgUnitPath }) => orgUnitPath)).toEqual(['id:0', 'id:1', 'id:2']);
  });

  it('stay whole where nothing can be counted', async () => {
    const listings = await plan([], 50, null);
    expect(listings.map(({ query }) => query)).toEqual([null, 'status:deprovisioned']);
  });

  it('a day on which more were registered than fit stays one listing', async () => {
    const listings = await plan(
      Array.from({ length: 100 }, () => T0 - DAY),
      50,
    );
    expect(listings.filter(({ query }) => query?.startsWith(MANAGED))).toHaveLength(1);
  });
});

describe('how much one listing may bring', () => {
  const options = { plannedListingMs: 25 * 60_000, listingDevices: 150_000 };

  it('goes by the pace of the last complete run', () => {
    const run = { ...newRun('r'), startedAt: T0, endedAt: T0 + 100 * 10_000, pages: 100 };
    expect(devicesPerListing(run, 300, options)).toBe(150 * 300);
    expect(devicesPerListing({ ...run, endedAt: T0 + 100 * 100 }, 300, options)).toBe(150_000);
  });

  it('is cautious before the first', () => {
    expect(devicesPerListing(null, 100, options)).toBe(75_000);
  });

  it('does not fall apart when Google crawls', () => {
    const run = { ...newRun('r'), startedAt: T0, endedAt: T0 + 3_600_000, pages: 1 };
    expect(devicesPerListing(run, 300, options)).toBe(3000);
  });
});
