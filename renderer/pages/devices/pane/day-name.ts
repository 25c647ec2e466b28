import type { WordKit } from '../../activity/words/kit';

/** A day of a timeline by name: “Today”, “Yesterday”, “3 Nov 2026”. `start` is its midnight, ms UTC. */
export function dayName(start: number, { t, format, now }: Pick<WordKit, 't' | 'format' | 'now'>): string {
  const today = new Date(now);
  if (new Date(start).toDateString() === today.toDateString()) return t('pane.today');
  today.setDate(today.getDate() - 1);
  return new Date(start).toDateString() === today.toDateString() ? t('pane.yesterday') : format.date(start);
}
