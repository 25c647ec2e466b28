import type { GoogleAnswer } from './answer.ts';

/** No pause is shorter, so that luck never makes us ask without a pause. */
const SHORTEST_MS = 50;

/**
 * How long to wait before try `attempt` (0 for the first repetition): uniformly between almost nothing and the
 * doubling ceiling, in milliseconds ("full jitter"), so that many clients do not come back at the same moment.
 */
export function fullJitter(attempt: number, fraction: number, baseMs: number, capMs: number): number {
  return Math.max(SHORTEST_MS, Math.round(fraction * Math.min(capMs, baseMs * 2 ** Math.min(attempt, 30))));
}

/**
 * The pause a Retry-After header asks for, in milliseconds (RFC 9110 section 10.2.3: seconds or an HTTP date);
 * null without a usable one. A date is read against the server's own Date header, because our clock may be wrong.
 */
export function retryAfterMs(headers: GoogleAnswer['headers'], now: number): number | null {
  const value = headers['retry-after']?.trim();
  if (value === undefined || value === '') return null;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const at = Date.parse(value);
  if (Number.isNaN(at)) return null;
  const told = Date.parse(headers.date ?? '');
  return Math.max(0, at - (Number.isNaN(told) ? now : told));
}
