import { describe, expect, it } from 'vitest';
import { SYNC_OPTIONS } from '../../../../../electron/connections/google/sync/contract.ts';
import {
  type ConfirmedFacts,
  decideConfirmed,
  decideListing,
  type ListingFacts,
} from '../../../../../electron/connections/google/sync/decide.ts';

const { limits } = SYNC_OPTIONS;
const CLEAN: ListingFacts = {
  expectedBefore: 10_000,
  expectedAfter: 10_000,
  seen: 10_000,
  cached: 10_000,
  missing: 0,
};

function listing(change: Partial<ListingFacts>): string {
  const decision = decideListing({ ...CLEAN, ...change }, limits);
  return decision.kind === 'hold' ? decision.reason : decision.kind;
}

function confirmed(change: Partial<ConfirmedFacts>): string {
  const decision = decideConfirmed({ ...CLEAN, still: 0, refused: 0, ...change }, limits);
  return decision.kind === 'hold' ? decision.reason : decision.kind;
}

describe('when every listing has ended', () => {
  it.each<[string, Partial<ListingFacts>, string]>([
    ['all counted and seen', {}, 'publish'],
    ['some came while it listed', { expectedAfter: 10_020, seen: 10_007 }, 'publish'],
    ['some went while it listed', { expectedAfter: 9980, seen: 9990, missing: 10 }, 'confirm'],
    [
      'a few are missing and the counts agree',
      { expectedBefore: 9997, expectedAfter: 9997, seen: 9997, missing: 3 },
      'confirm',
    ],
    ['one short, and one to ask for', { seen: 9999, missing: 1 }, 'confirm'],
    ['one short, and none to ask for', { seen: 9999, missing: 0, cached: 9999 }, 'list_ended_early'],
    ['a page short', { seen: 9700, missing: 300 }, 'list_ended_early'],
    ['one too many', { seen: 10_001 }, 'list_too_long'],
    ['empty although Google counts devices', { seen: 0, missing: 10_000 }, 'list_ended_early'],
    [
      'empty, and counted empty',
      { expectedBefore: 0, expectedAfter: 0, seen: 0, missing: 10_000 },
      'empty_list',
    ],
    [
      'empty, and not counted',
      { expectedBefore: null, expectedAfter: null, seen: 0, missing: 10_000 },
      'empty_list',
    ],
    ['a first run of an empty fleet', { expectedBefore: 0, expectedAfter: 0, seen: 0, cached: 0 }, 'publish'],
    ['an eighth gone', { expectedBefore: 8750, expectedAfter: 8750, seen: 8750, missing: 1250 }, 'shrunk'],
    ['counts worlds apart', { expectedAfter: 6000, seen: 8000, missing: 2000 }, 'counts_disagree'],
    ['not counted, all there', { expectedBefore: null, expectedAfter: null }, 'publish'],
    ['counted once only', { expectedBefore: null, seen: 9000, missing: 1000 }, 'list_ended_early'],
  ])('%s', (_name, change, decision) => {
    expect(listing(change)).toBe(decision);
  });

  it('ten of a small fleet may vanish without a question, eleven may not', () => {
    const small = (missing: number): Partial<ListingFacts> => {
      const seen = 40 - missing;
      return { expectedBefore: seen, expectedAfter: seen, seen, cached: 40, missing };
    };
    expect(listing(small(10))).toBe('confirm');
    expect(listing(small(11))).toBe('shrunk');
  });

  it('more than can be confirmed one by one asks, however large the fleet', () => {
    const seen = 494_000;
    const facts = { expectedBefore: seen, expectedAfter: seen, seen, cached: 500_000, missing: 6000 };
    expect(listing(facts)).toBe('shrunk');
  });
});

describe('when each missing device was asked for', () => {
  const counted = { expectedBefore: 9997, expectedAfter: 9997 };
  const uncounted = { expectedBefore: null, expectedAfter: null };
  it.each<[string, Partial<ConfirmedFacts>, string]>([
    ['all gone', { ...counted, seen: 9997, missing: 3 }, 'publish'],
    ['found again, as counted', { seen: 10_000, still: 3 }, 'publish'],
    ['found again, though not counted', { ...counted, seen: 9999, still: 2 }, 'counts_disagree'],
    ['still short', { seen: 9999, missing: 1 }, 'list_ended_early'],
    ['one refused', { ...counted, seen: 9997, missing: 3, refused: 1 }, 'shrunk'],
    ['a few moved, nothing counted', { ...uncounted, still: 3 }, 'publish'],
    ['a page found again, nothing counted', { ...uncounted, still: 300 }, 'list_ended_early'],
  ])('%s', (_name, change, decision) => {
    expect(confirmed(change)).toBe(decision);
  });
});
