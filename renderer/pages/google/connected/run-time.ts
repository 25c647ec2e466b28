import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../../components/use-now';
import { type Format, useFormat } from '../../../format';

/** Tells moments as a log does: “10:00” today, “3 Nov, 10:00” this year, with the year before that. */
export function useRunTime(): (at: number) => string {
  const { i18n } = useTranslation();
  const format = useFormat();
  const today = new Date(useNow(60_000)).toDateString();
  return useMemo(() => runTime(i18n.language, format, new Date(today)), [i18n.language, format, today]);
}

/** The same for a given day, at whose midnight `today` stands. */
export function runTime(language: string, format: Pick<Format, 'time' | 'date'>, today: Date) {
  const locale = language === 'en' ? 'en-GB' : language;
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
  return (at: number): string => {
    const date = new Date(at);
    if (date.toDateString() === today.toDateString()) return format.time(at);
    const sameYear = date.getFullYear() === today.getFullYear();
    return `${sameYear ? day.format(at) : format.date(at)}, ${format.time(at)}`;
  };
}
