import { expect, test } from 'vitest';
import { shareOf } from '../../../../renderer/pages/google/connected/progress';

test('the bar shows a share only when the end is known', () => {
  expect(shareOf({ phase: 'counting', seen: 0, expected: 100 })).toBeNull();
  expect(shareOf({ phase: 'listing', seen: 25, expected: null })).toBeNull();
  expect(shareOf({ phase: 'listing', seen: 25, expected: 100 })).toBe(0.25);
  expect(shareOf({ phase: 'publishing', seen: 100, expected: 100 })).toBe(1);
});

test('more devices than were counted do not run past the end of the bar', () => {
  expect(shareOf({ phase: 'listing', seen: 120, expected: 100 })).toBe(1);
});
