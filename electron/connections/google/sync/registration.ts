import type { NewPartition } from '../../../store/contract.ts';
import type { PlanInput } from './plan.ts';

/** Days since 1970, both ends included, and how many devices were registered on them. */
interface Span {
  from: number;
  to: number;
  devices: number;
}

const DAY_MS = 86_400_000;
/** No Chromebook was registered before: the first were sold in 2011. */
const FIRST_DAY = Date.UTC(2010, 0, 1) / DAY_MS;

/**
 * Divides a listing by `register:` date ranges (Directory API, list query operators; whole days, both ends
 * included) so that each brings no more than `perListing`, unless a single day does. Null when Google cannot
 * count, or when some devices have no registration date and would be in no range.
 */
export async function splitByRegistration(
  listing: NewPartition,
  total: number,
  { api, now, perListing, signal }: Pick<PlanInput, 'api' | 'now' | 'perListing' | 'signal'>,
): Promise<NewPartition[] | null> {
  if (listing.query?.includes('register:')) return null;
  const count = async (range: string): Promise<number> => {
    const query = ranged(listing.query, range);
    const counted = await api.countDevices({ query, orgUnitPath: listing.orgUnitPath }, signal);
    return counted ?? Number.NaN;
  };
  const divide = async (span: Span): Promise<Span[]> => {
    const final = span.devices <= perListing || span.from === span.to || Number.isNaN(span.devices);
    if (final) return [span];
    const middle = Math.floor((span.from + span.to) / 2);
    const early = await count(rangeText(span.from, middle));
    const late = { from: middle + 1, to: span.to, devices: span.devices - early };
    return [...(await divide({ from: span.from, to: middle, devices: early })), ...(await divide(late))];
  };
  if ((await count(`${dayText(FIRST_DAY)}..`)) !== total) return null;
  const spans = merge(
    await divide({ from: FIRST_DAY, to: Math.floor(now / DAY_MS), devices: total }),
    perListing,
  );
  if (spans.some((span) => Number.isNaN(span.devices))) return null;
  if (spans.length === 1) return [listing];
  return spans.map((span, place) => {
    const range = rangeText(place === 0 ? null : span.from, place === spans.length - 1 ? null : span.to);
    return { ...listing, query: ranged(listing.query, range), label: range };
  });
}

/** Joins neighbours that fit into one listing together. */
function merge(spans: readonly Span[], perListing: number): Span[] {
  const merged: Span[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    const joined = (last?.devices ?? 0) + span.devices;
    if (last !== undefined && (joined <= perListing || last.devices === 0 || span.devices === 0)) {
      last.to = span.to;
      last.devices += span.devices;
    } else merged.push({ ...span });
  }
  return merged;
}

function ranged(query: string | null, range: string): string {
  return query === null ? `register:${range}` : `${query} register:${range}`;
}

/** The first and the last range stay open, so that a device registered a moment ago is in one. */
function rangeText(from: number | null, to: number | null): string {
  return `${from === null ? '' : dayText(from)}..${to === null ? '' : dayText(to)}`;
}

function dayText(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}
