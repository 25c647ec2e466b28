import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NARROW_SPACE = '\u202f';

/** How values are written in one language. Times are milliseconds since 1970 UTC. */
export interface Format {
  /** 6152 → “6 152”, with narrow no-break spaces in both languages. */
  number(value: number): string;
  /** 0.25 → “25 %”. */
  percent(value: number): string;
  /** “3 Nov 2026”. */
  date(time: number): string;
  /** “June 2031”. */
  month(time: number): string;
  /** “16:42”. */
  time(time: number): string;
  /** “3 Nov 2026, 16:42:08”: the exact moment, for a tooltip. */
  dateTime(time: number): string;
  /** “2 min ago”, “in 56 min”, “yesterday”. */
  relative(time: number, now?: number): string;
  /** The same without “ago”, for a table: “2 min”, “yesterday”, “38 d”. */
  age(time: number, now?: number): string;
  /** 12 000 → “12 s”; 125 000 → “2 min 5 s”. */
  duration(milliseconds: number): string;
  /** 1 536 → “1.5 kB”. */
  bytes(count: number): string;
}

/** The formats of the window's language; the component is drawn again when the language changes. */
export function useFormat(): Format {
  const { t, i18n } = useTranslation('common');
  return useMemo(() => createFormat(i18n.language, t), [i18n.language, t]);
}

/** Makes the formats of a language; `t` gives the words of relative times. */
export function createFormat(language: string, t: TFunction): Format {
  const numbers = new Intl.NumberFormat(language, { useGrouping: 'always' });
  const date = dateFormat(language, { day: 'numeric', month: 'short', year: 'numeric' });
  const time = dateFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const exact = dateFormat(language, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const number = (value: number) => grouped(numbers.formatToParts(value));
  const aged = (kind: 'past' | 'future' | 'bare', span: Span) => {
    if (span.unit === 'now') return t('common:relative.now');
    return t(`common:relative.${kind}.${span.unit}`, { count: span.count, n: number(span.count) });
  };
  const relative = (at: number, now: number, bare: boolean) => {
    const days = calendarDays(now, at);
    if (Math.abs(now - at) >= DAY && Math.abs(days) === 1) return words.format(days, 'day');
    const span = spanOf(Math.abs(now - at));
    // Days are counted by the calendar, so that “yesterday” is followed by “2 days”.
    const told = span.unit === 'day' ? { ...span, count: Math.abs(days) } : span;
    return aged(bare ? 'bare' : at > now ? 'future' : 'past', told);
  };
  return {
    number,
    percent: (value) => new Intl.NumberFormat(language, { style: 'percent' }).format(value),
    date,
    month: dateFormat(language, { month: 'long', year: 'numeric' }),
    time,
    dateTime: exact,
    relative: (at, now = Date.now()) => relative(at, now, false),
    age: (at, now = Date.now()) => relative(at, now, true),
    duration: (milliseconds) => durationText(milliseconds, t, number),
    bytes: (count) => bytesText(count, language),
  };
}

function dateFormat(language: string, options: Intl.DateTimeFormatOptions): (time: number) => string {
  const locale = language === 'en' ? 'en-GB' : language;
  const format = new Intl.DateTimeFormat(locale, options);
  return (time) => format.format(time);
}

function grouped(parts: Intl.NumberFormatPart[]): string {
  return parts.map((part) => (part.type === 'group' ? NARROW_SPACE : part.value)).join('');
}

interface Span {
  unit: 'now' | 'minute' | 'hour' | 'day' | 'month' | 'year';
  count: number;
}

function spanOf(milliseconds: number): Span {
  if (milliseconds < MINUTE) return { unit: 'now', count: 0 };
  if (milliseconds < HOUR) return { unit: 'minute', count: Math.floor(milliseconds / MINUTE) };
  if (milliseconds < DAY) return { unit: 'hour', count: Math.floor(milliseconds / HOUR) };
  const days = Math.floor(milliseconds / DAY);
  if (days < 100) return { unit: 'day', count: days };
  if (days < 730) return { unit: 'month', count: Math.floor(days / 30.44) };
  return { unit: 'year', count: Math.floor(days / 365.25) };
}

function calendarDays(from: number, to: number): number {
  const midnight = (time: number) => new Date(time).setHours(0, 0, 0, 0);
  return Math.round((midnight(to) - midnight(from)) / DAY);
}

function durationText(milliseconds: number, t: TFunction, number: (value: number) => string): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (milliseconds > 0 && milliseconds < 1000) return t('common:duration.underSecond');
  if (seconds < 60) return t('common:duration.seconds', { s: seconds });
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return t('common:duration.minutes', { m: minutes, s: seconds % 60 });
  return t('common:duration.hours', { h: number(Math.floor(minutes / 60)), m: minutes % 60 });
}

const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

function bytesText(count: number, language: string): string {
  const step = count < 1000 ? 0 : Math.min(4, Math.floor(Math.log10(count) / 3));
  const unit = BYTE_UNITS[step] ?? 'byte';
  const options = { style: 'unit', unit, maximumFractionDigits: step === 0 ? 0 : 1 } as const;
  return grouped(new Intl.NumberFormat(language, options).formatToParts(count / 1000 ** step));
}
