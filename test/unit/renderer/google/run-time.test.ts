import { createInstance } from 'i18next';
import { expect, test } from 'vitest';
import { createFormat } from '../../../../renderer/format';
import { runTime } from '../../../../renderer/pages/google/connected/run-time';

const today = new Date(2026, 10, 21);
const { t } = createInstance();

test.each([
  ['en', '10:00', '20 Nov, 23:05', '31 Dec 2025, 23:05'],
  ['fr', '10:00', '20 nov., 23:05', '31 déc. 2025, 23:05'],
])('in %s a run of today is told by its time, an older one by its day', (language, same, other, longAgo) => {
  const tell = runTime(language, createFormat(language, t), today);
  expect(tell(new Date(2026, 10, 21, 10, 0).getTime())).toBe(same);
  expect(tell(new Date(2026, 10, 20, 23, 5).getTime())).toBe(other);
  expect(tell(new Date(2025, 11, 31, 23, 5).getTime())).toBe(longAgo);
});
