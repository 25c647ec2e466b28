import { describe, expect, it } from 'vitest';
import { usersFound } from '../../../../renderer/app/palette/people';
import { countEntries } from '../../../../renderer/pages/actions/lists/entries';
import { typedNumber } from '../../../../renderer/pages/actions/review/typed-number';
import { boundsOf, isUsual, limitTyped, USUAL_LIMITS } from '../../../../renderer/pages/settings/limits';

describe('the number typed to confirm', () => {
  it('is taken with the spaces it is shown with, and only as a number', () => {
    expect(typedNumber('2\u202f412')).toBe(2412);
    expect(typedNumber(' 12 ')).toBe(12);
    for (const text of ['', '12.', '12a', '-12', '1,2', '1e3']) expect(typedNumber(text), text).toBeNull();
  });
});

describe('a pasted list', () => {
  it('is counted by its entries, the same one again told apart', () => {
    expect(countEntries('ABC\r\nABC1, DEF;ABC\t\n\n')).toEqual({ entries: 4, twice: 1 });
    expect(countEntries(' \n,;')).toEqual({ entries: 0, twice: 0 });
  });
});

describe('a limit typed in the settings', () => {
  it('is taken within its bounds only', () => {
    expect(boundsOf('undoSeconds')).toEqual({ min: 5, max: 600 });
    expect(limitTyped('undoSeconds', '600')).toBe(600);
    expect(limitTyped('targetsPerCommand', '10 000')).toBe(10_000);
    for (const text of ['4', '601', '', '7.5', '-5', 'ten'])
      expect(limitTyped('undoSeconds', text), text).toBeNull();
  });

  it('leads away from the usual limits', () => {
    expect(isUsual(USUAL_LIMITS)).toBe(true);
    expect(isUsual({ ...USUAL_LIMITS, gravePerDay: 10 })).toBe(false);
  });
});

it('finds people by their own name, not by what else a device says', () => {
  const devices = [
    { user: 'Élodie Marchand' },
    { user: 'Tom Elode' },
    { user: null },
    { user: 'Élodie Marchand' },
  ];
  expect(usersFound(devices, 'elodie')).toEqual(['Élodie Marchand']);
});
