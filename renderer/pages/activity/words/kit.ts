import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Format, useFormat } from '../../../format';
import { runTime } from '../../google/connected/run-time';

/** What the past is told with. `t` speaks the namespace `activity` unless another is named. */
export interface WordKit {
  t: TFunction;
  format: Format;
  language: string;
  now: number;
  /** “16:42” for a time of today, “3 Nov, 16:42” before. */
  moment(at: number): string;
}

/** The words of the window's language as of `now`. */
export function useWordKit(now: number): WordKit {
  const { t, i18n } = useTranslation('activity');
  const format = useFormat();
  return useMemo(() => createWordKit(t, format, i18n.language, now), [t, format, i18n.language, now]);
}

export function createWordKit(t: TFunction, format: Format, language: string, now: number): WordKit {
  const today = new Date(new Date(now).setHours(0, 0, 0, 0));
  return { t, format, language, now, moment: runTime(language, format, today) };
}
