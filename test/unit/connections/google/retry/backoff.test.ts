import { describe, expect, it } from 'vitest';
import { fullJitter, retryAfterMs } from '../../../../../electron/connections/google/retry/backoff.ts';

describe('full jitter', () => {
  it('draws from zero to a ceiling that doubles up to its cap', () => {
    expect([0, 1, 2, 3, 40].map((attempt) => fullJitter(attempt, 1, 1000, 8000))).toEqual([
      1000, 2000, 4000, 8000, 8000,
    ]);
    expect(fullJitter(3, 0.5, 1000, 60_000)).toBe(4000);
  });

  it('is never no pause at all', () => {
    expect(fullJitter(5, 0, 1000, 60_000)).toBeGreaterThan(0);
  });
});

describe('Retry-After', () => {
  const now = Date.parse('2026-11-21T03:00:00Z');
  it('takes seconds', () => {
    expect(retryAfterMs({ 'retry-after': '120' }, now)).toBe(120_000);
  });

  it('takes a date, read against the server’s own clock', () => {
    const headers = {
      'retry-after': 'Sat, 21 Nov 2026 09:00:30 GMT',
      date: 'Sat, 21 Nov 2026 09:00:00 GMT',
    };
    expect(retryAfterMs(headers, now)).toBe(30_000);
  });

  it.each(['', 'soon', undefined])('ignores %j', (value) => {
    expect(retryAfterMs(value === undefined ? {} : { 'retry-after': value }, now)).toBeNull();
  });

  it('a date that has passed is no pause', () => {
    expect(retryAfterMs({ 'retry-after': 'Fri, 20 Nov 2026 09:00:00 GMT' }, now)).toBe(0);
  });
});
