import { expect, it } from 'vitest';
import { firstMoment } from '../../../../renderer/pages/activity/date/first-moment';
import { momentOf, momentText, presetMoment } from '../../../../renderer/pages/activity/state/moments';
import { NOW } from './samples';

const local = (...parts: [number, number, number, number, number]) => {
  const [year, month, day, hour, minute] = parts;
  return new Date(year, month - 1, day, hour, minute, 59, 999).getTime();
};

it('reads a date and time as the end of that minute, and writes it back the same', () => {
  expect(momentOf('2026-11-03T14:00')).toBe(local(2026, 11, 3, 14, 0));
  expect(momentText(local(2026, 11, 3, 14, 0))).toBe('2026-11-03T14:00');
  expect(momentOf('')).toBeNull();
  expect(momentOf('2026-11-03')).toBeNull();
});

it('goes back by the calendar', () => {
  expect(presetMoment('yesterday', NOW)).toBe(local(2026, 11, 2, 16, 42));
  expect(presetMoment('week', NOW)).toBe(local(2026, 10, 27, 16, 42));
  expect(presetMoment('month', NOW)).toBe(local(2026, 10, 3, 16, 42));
  expect(presetMoment('monthEnd', NOW)).toBe(local(2026, 10, 31, 23, 59));
});

it('ends a month ago on the last day of a shorter month', () => {
  expect(presetMoment('month', new Date(2026, 2, 31, 9, 30).getTime())).toBe(local(2026, 2, 28, 9, 30));
  expect(presetMoment('monthEnd', new Date(2026, 0, 15, 9, 30).getTime())).toBe(local(2025, 12, 31, 23, 59));
});

it('begins with yesterday, or with the first that is known when that is later', () => {
  expect(firstMoment(0, NOW)).toBe(presetMoment('yesterday', NOW));
  expect(firstMoment(NOW - 60_000, NOW)).toBe(NOW - 60_000);
});
