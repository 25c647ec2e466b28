import { describe, expect, it } from 'vitest';
import { isDue, isOverdue, nextFollowAt, nextReconcileAt } from '../../../electron/model/check-times.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const T0 = 1_795_161_600_000;

/** The ages at which a target is asked for, until an age is reached. */
function agesOf(next: (now: number) => number | null, until: number): number[] {
  const ages: number[] = [];
  for (let at: number | null = T0; at !== null && at - T0 <= until; ) {
    at = next(at);
    if (at !== null) ages.push(at - T0);
  }
  return ages;
}

describe('a target that was sent', () => {
  const next = (now: number) => nextFollowAt({ sentAt: T0 }, now);

  it('is asked for at growing distances, then every five minutes', () => {
    const ages = agesOf(next, 30 * MINUTE).map((age) => age / SECOND);
    expect(ages.slice(0, 8)).toEqual([3, 6, 12, 24, 48, 96, 192, 384]);
    expect(ages.slice(8, 10)).toEqual([684, 984]);
  });

  it('is asked for less often the longer its device is away', () => {
    expect(next(T0 + 2 * DAY) - (T0 + 2 * DAY)).toBe(HOUR);
    expect(next(T0 + 8 * DAY) - (T0 + 8 * DAY)).toBe(6 * HOUR);
    expect(next(T0 + 400 * DAY) - (T0 + 400 * DAY)).toBe(DAY);
  });

  it('is not asked for every few seconds after the clock was set back', () => {
    expect(next(T0 - DAY)).toBe(T0 - DAY + 5 * MINUTE);
  });

  it('is overdue a day after the provider’s own limit, and never without one', () => {
    expect(isOverdue({ expiresAt: T0 }, T0 + DAY)).toBe(false);
    expect(isOverdue({ expiresAt: T0 }, T0 + DAY + 1)).toBe(true);
    expect(isOverdue({ expiresAt: null }, T0 + 9999 * DAY)).toBe(false);
  });
});

describe('an outcome in doubt', () => {
  const next = (now: number) => nextReconcileAt({ sentAt: T0, checkedAt: null }, now);

  it('is looked into soon, then daily, then left to a person', () => {
    const ages = agesOf(next, 99 * DAY);
    expect(ages.slice(0, 5)).toEqual([10 * SECOND, MINUTE, 10 * MINUTE, HOUR, HOUR + DAY]);
    expect(ages.at(-1)).toBeLessThan(32 * DAY);
  });

  it('is not looked into every few seconds after the clock was set back', () => {
    expect(next(T0 - 400 * DAY)).toBe(T0 - 400 * DAY + HOUR);
  });

  it('is looked into once more where nobody knows when it was sent', () => {
    expect(nextReconcileAt({ sentAt: null, checkedAt: null }, T0)).toBe(T0 + DAY);
    expect(nextReconcileAt({ sentAt: null, checkedAt: T0 }, T0 + DAY)).toBeNull();
  });
});

it('a time that a clock which ran ahead has chosen is not waited for', () => {
  expect(isDue(T0, T0)).toBe(true);
  expect(isDue(T0 + 1, T0)).toBe(false);
  expect(isDue(T0 + DAY, T0)).toBe(false);
  expect(isDue(T0 + DAY + 1, T0)).toBe(true);
});
