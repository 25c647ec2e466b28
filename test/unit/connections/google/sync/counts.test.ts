import { describe, expect, it } from 'vitest';
import { chooseBase, expectedOf, MANAGED } from '../../../../../electron/connections/google/sync/counts.ts';

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
