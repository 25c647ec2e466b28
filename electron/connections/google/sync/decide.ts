import type { RunReason } from '../../../model/sync-run.ts';
import type { VerdictLimits } from './contract.ts';

/** What is known when every listing of a run has ended. Counts are null where Google gave none. */
export interface ListingFacts {
  expectedBefore: number | null;
  expectedAfter: number | null;
  /** Distinct devices listed. */
  seen: number;
  /** Devices in the cache, not vanished, and those of them that the run did not see. */
  cached: number;
  missing: number;
}

/** What asking Google for each missing device brought. */
export interface ConfirmedFacts extends ListingFacts {
  /** Still there: staged, and part of `seen` now. */
  still: number;
  /** Google would not say. */
  refused: number;
}

export type Decision = { kind: 'publish' } | { kind: 'confirm' } | { kind: 'hold'; reason: RunReason };

/** The first rule that holds wins; the proof by counts comes before every question about the cache. */
export function decideListing(facts: ListingFacts, limits: VerdictLimits): Decision {
  const range = countRange(facts);
  if (facts.seen === 0 && facts.cached > 0 && (range === null || range.max === 0)) return hold('empty_list');
  if (range !== null && facts.seen > range.max) return hold('list_too_long');
  if (range !== null && facts.seen < range.min && !canHeal(facts, range.min, limits))
    return hold('list_ended_early');
  if (range !== null && isWide(range, limits)) return hold('counts_disagree');
  if (facts.missing > mayVanish(facts.cached, limits)) return hold('shrunk');
  return facts.missing > 0 ? { kind: 'confirm' } : { kind: 'publish' };
}

/** The verdict once each missing device was asked for by itself. */
export function decideConfirmed(facts: ConfirmedFacts, limits: VerdictLimits): Decision {
  if (facts.refused > 0) return hold('shrunk');
  const range = countRange(facts);
  if (range === null) {
    return facts.still > slack(facts.cached, limits) ? hold('list_ended_early') : { kind: 'publish' };
  }
  if (facts.seen < range.min) return hold('list_ended_early');
  return facts.seen > range.max ? hold('counts_disagree') : { kind: 'publish' };
}

/** Between which numbers the truth lay while the run listed: devices come and go meanwhile. */
function countRange({ expectedBefore, expectedAfter }: ListingFacts): { min: number; max: number } | null {
  const before = expectedBefore ?? expectedAfter;
  const after = expectedAfter ?? expectedBefore;
  if (before === null || after === null) return null;
  return { min: Math.min(before, after), max: Math.max(before, after) };
}

/** A device that moved between two listings is missing from both: a few such are fetched one by one. */
function canHeal(facts: ListingFacts, min: number, limits: VerdictLimits): boolean {
  const short = min - facts.seen;
  return short <= slack(min, limits) && facts.missing > 0 && facts.missing <= mayVanish(facts.cached, limits);
}

/** Counts so far apart prove nothing about what lies between them. */
function isWide(range: { min: number; max: number }, limits: VerdictLimits): boolean {
  return range.max - range.min > Math.max(limits.shrinkFloor, limits.shrinkShare * range.max);
}

function mayVanish(cached: number, limits: VerdictLimits): number {
  return Math.min(limits.confirmAtMost, Math.max(limits.shrinkFloor, limits.shrinkShare * cached));
}

function slack(devices: number, limits: VerdictLimits): number {
  return Math.max(limits.slackFloor, limits.slackShare * devices);
}

function hold(reason: RunReason): Decision {
  return { kind: 'hold', reason };
}
