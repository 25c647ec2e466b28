import type { TFunction } from 'i18next';
import type { Format } from '../../../format';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** “9 min 40 s”, “71 h 59 min”, “14 days”: how long until `until`; null when that is over. Times are ms UTC. */
export function timeLeft(until: number, now: number, t: TFunction, format: Format): string | null {
  const left = until - now;
  if (left <= 0) return null;
  if (left < 3 * DAY) return format.duration(left);
  const days = Math.round(left / DAY);
  return t('invitations:desk.days', { count: days, n: format.number(days) });
}

/** An address as one types it: browsers add the scheme. */
export function shortUrl(url: string): string {
  return url.replace(/^https:\/\//, '');
}
