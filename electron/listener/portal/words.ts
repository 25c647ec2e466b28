import type { IncomingHttpHeaders } from 'node:http';
import en from '../../../resources/locales/en/portal.json' with { type: 'json' };
import fr from '../../../resources/locales/fr/portal.json' with { type: 'json' };

export type Language = 'en' | 'fr';
export type Texts = typeof en;

/** The texts of the pages. */
export const TEXTS: Readonly<Record<Language, Texts>> = { en, fr };

/** The texts of the pages in a language, and its ways of writing times. */
export interface PageWords {
  readonly language: Language;
  readonly texts: Texts;
  /** A day, e.g. `December 5, 2026`. */
  day(at: number): string;
  /** How far ahead a time is, e.g. `in 3 minutes`; never less than a minute. */
  ahead(at: number, now: number): string;
  /** A number of minutes, e.g. `7 minutes`; never less than one. */
  minutes(ms: number): string;
  /** How long ago a time was, in whole minutes, hours or days. */
  ago(at: number, now: number): string;
}

const MINUTE_MS = 60_000;
/** From here on hours are said, and from there on days. */
const MINUTES_OF = { hours: 90, days: 36 * 60 } as const;

/** The words of both languages, to be made once. */
export function createPageWords(): Readonly<Record<Language, PageWords>> {
  return { en: wordsOf('en'), fr: wordsOf('fr') };
}

function wordsOf(language: Language): PageWords {
  const days = new Intl.DateTimeFormat(language, { dateStyle: 'long' });
  const distance = new Intl.RelativeTimeFormat(language);
  const plurals = new Intl.PluralRules(language);
  const far = (minutes: number): string => {
    const much = Math.abs(minutes);
    if (much < MINUTES_OF.hours) return distance.format(minutes, 'minute');
    if (much < MINUTES_OF.days) return distance.format(Math.round(minutes / 60), 'hour');
    return distance.format(Math.round(minutes / 1440), 'day');
  };
  return {
    language,
    texts: TEXTS[language],
    // A day is read as one: it does not break over lines.
    day: (at) => days.format(at).replaceAll(' ', '\u00a0'),
    ahead: (at, now) => far(Math.max(1, Math.ceil((at - now) / MINUTE_MS))),
    minutes: (ms) => {
      const count = Math.max(1, Math.ceil(ms / MINUTE_MS));
      const { minutes_one: one, minutes_other: other } = TEXTS[language].qr;
      return fill(plurals.select(count) === 'one' ? one : other, { count });
    },
    ago: (at, now) => far(-Math.max(1, Math.floor((now - at) / MINUTE_MS))),
  };
}

/** Puts values into a text’s `{{places}}`. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (place, name: string) => String(values[name] ?? place));
}

export function isLanguage(text: unknown): text is Language {
  return text === 'en' || text === 'fr';
}

/** The language a browser asks for (RFC 9110 section 12.5.4); English when it asks for neither of ours. */
export function askedLanguage(headers: Pick<IncomingHttpHeaders, 'accept-language'>): Language {
  let best: { language: Language; weight: number } = { language: 'en', weight: 0 };
  for (const range of (headers['accept-language'] ?? '').slice(0, 500).split(',')) {
    const [tag = '', ...parameters] = range.toLowerCase().replace(/\s/g, '').split(';');
    const language = tag.split('-')[0];
    if (!isLanguage(language)) continue;
    const quality = parameters.find((text) => text.startsWith('q='));
    const weight = quality === undefined ? 1 : Number(quality.slice(2));
    if (weight > best.weight) best = { language, weight };
  }
  return best.language;
}
