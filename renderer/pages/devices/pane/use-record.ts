import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../format';
import { type RecordTabs, readRecord } from './record';

/** The document grouped for reading, in the window's language. */
export function useRecord(document: Readonly<Record<string, unknown>>, now: number): RecordTabs {
  const { t } = useTranslation('devices');
  const format = useFormat();
  return useMemo(() => readRecord(document, { t, format, now }), [document, t, format, now]);
}
