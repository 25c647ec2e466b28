import type { AuditRow } from '../../../../electron/bridge/domain';
import type { WordKit } from '../words/kit';

type Value = AuditRow['detail'][string];
type Kit = Pick<WordKit, 't' | 'format'>;

/** A deed in words; one this version does not know is shown as it was written. */
export function deedWords(deed: string, { t }: Pick<Kit, 't'>): string {
  return t(`actions:deed.${deed}`, { defaultValue: deed });
}

/** What a deed was done to and with, a part each; keys we do not know keep their own names. */
export function detailWords(detail: AuditRow['detail'], kit: Kit): string[] {
  return Object.entries(detail).flatMap(([key, value]) => {
    if (value === null || value === '') return [];
    return [partWords(key, value, kit)];
  });
}

/** Counts that say what they count. */
const COUNTS: Readonly<Record<string, 'devices' | 'rows'>> = {
  targets: 'devices',
  devices: 'devices',
  total: 'devices',
  rows: 'rows',
};

function partWords(key: string, value: NonNullable<Value>, kit: Kit): string {
  const { t, format } = kit;
  const counted = COUNTS[key];
  if (counted !== undefined && typeof value === 'number') {
    return t(`log.detail.${counted}`, { count: value, n: format.number(value) });
  }
  if (key === 'action' && typeof value === 'string') {
    return t(`actions:action.${value}`, { defaultValue: value });
  }
  const name = t(`log.key.${key}`, { defaultValue: key });
  return t('log.detail.pair', { name, value: valueWords(key, value, kit) });
}

function valueWords(key: string, value: NonNullable<Value>, { t, format }: Kit): string {
  if (typeof value === 'boolean') return t(value ? 'log.detail.yes' : 'log.detail.no');
  if (typeof value === 'number') return format.number(value);
  return t(`log.value.${key}.${value}`, { defaultValue: value });
}
