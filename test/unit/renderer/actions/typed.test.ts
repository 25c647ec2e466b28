import { describe, expect, it } from 'vitest';
import { usersFound } from '../../../../renderer/app/palette/people';
import { countAnnotated, countNamed, isUsable } from '../../../../renderer/pages/actions/lists/entries';
import { typedNumber } from '../../../../renderer/pages/actions/review/typed-number';
import { boundsOf, isUsual, limitTyped, USUAL_LIMITS } from '../../../../renderer/pages/settings/limits';

describe('the number typed to confirm', () => {
  it('is taken with the spaces it is shown with, and only as a number', () => {
    expect(typedNumber('2\u202f412')).toBe(2412);
    expect(typedNumber(' 12 ')).toBe(12);
    for (const text of ['', '12.', '12a', '-12', '1,2', '1e3']) expect(typedNumber(text), text).toBeNull();
  });
});

describe('a list', () => {
  it('is counted by the devices it names, the same one again told apart', () => {
    expect(countNamed('ABC\r\nABC1, DEF;ABC\t\n\n')).toEqual({ kind: 'counted', entries: 4, twice: 1 });
    expect(isUsable(countNamed(' \n'))).toBe(false);
  });

  it('that is a table is counted by its lines, not by its cells', () => {
    const table = 'Serial number;Model\nABC;HP\nDEF;Acer';
    expect(countNamed(table)).toMatchObject({ entries: 2 });
    expect(countAnnotated('serial,notes\nABC,one\nDEF,"two, three"')).toMatchObject({ entries: 2 });
  });

  it('says at once where it cannot be read', () => {
    const count = countAnnotated('serial,notes\nABC,one,two');
    expect(count).toMatchObject({
      kind: 'unreadable',
      error: { code: 'list_unreadable', details: { line: 2 } },
    });
    expect(isUsable(count)).toBe(false);
  });

  it('too long to be read while one types is left to the review', () => {
    expect(isUsable(countNamed('ABC\n'.repeat(300_000)))).toBe(true);
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
