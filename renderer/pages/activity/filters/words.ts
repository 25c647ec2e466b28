import type { WordKit } from '../words/kit';
import type { Dates } from './DatesEditor';

const MOST_NAMED = 3;

/** Alternatives in words: “added or changed”, “A, B or 4 others”; null without any. */
export function listed(names: readonly string[] | undefined, { t, language }: WordKit): string | null {
  if (names === undefined || names.length === 0) return null;
  const named = names.length > MOST_NAMED ? names.slice(0, MOST_NAMED - 1) : names;
  const rest = names.length - named.length;
  const words = rest > 0 ? [...named, t('devices:filter.others', { count: rest })] : named;
  return new Intl.ListFormat(language, { type: 'disjunction' }).format(words);
}

/** A span of days in words: “since 3 Nov 2026”; null when it has no end. */
export function datesWords({ from, to }: Dates, { t, format }: WordKit): string | null {
  if (from !== null && to !== null)
    return t('devices:filter.between', { from: format.date(from), to: format.date(to) });
  if (from !== null) return t('devices:filter.since', { date: format.date(from) });
  return to === null ? null : t('devices:filter.until', { date: format.date(to) });
}

/** The first letter small, as within a sentence. */
export function inSentence(word: string, language: string): string {
  return word.slice(0, 1).toLocaleLowerCase(language) + word.slice(1);
}
