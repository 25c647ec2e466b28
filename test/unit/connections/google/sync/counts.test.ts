import { describe, expect, it } from 'vitest';
import {
  chooseBase,
  countFleet,
  expectedOf,
  MANAGED,
} from '../../../../../electron/connections/google/sync/counts.ts';

describe('which listings hold the whole fleet', () => {
  it.each([
    [
      'the unfiltered list hides the deprovisioned',
      { managed: 90, deprovisioned: 10, all: 90 },
      MANAGED,
      100,
    ],
    ['the unfiltered list has them', { managed: 90, deprovisioned: 10, all: 100 }, MANAGED, 100],
    ['some have a status neither query finds', { managed: 90, deprovisioned: 10, all: 103 }, null, 103],
    ['some have, and the deprovisioned are hidden', { managed: 90, deprovisioned: 10, all: 93 }, null, 103],
    ['nothing can be counted', { managed: null, deprovisioned: null, all: null }, null, null],
    ['an empty fleet', { managed: 0, deprovisioned: 0, all: 0 }, MANAGED, 0],
  ])('%s', (_name, counts, base, expected) => {
    expect(chooseBase(counts)).toBe(base);
    expect(expectedOf(counts, chooseBase(counts))).toBe(expected);
  });
});

it('a device enrolled between two counts is not taken for one of an unknown status', async () => {
  let fleet = 90;
  const api = {
    countDevices: async ({ query }: { query: string | null }) => {
      if (query === 'status:deprovisioned') return 10;
      const counted = fleet;
      if (query === 'status:managed') fleet = 91;
      return counted;
    },
  };
  const counts = await countFleet(api, new AbortController().signal);
  expect(counts).toEqual({ managed: 91, deprovisioned: 10, all: 91 });
  expect(chooseBase(counts)).toBe(MANAGED);
});
