import { type AuditRow, TARGET_STATES } from '../../../../electron/bridge/domain';
import type { WordKit } from '../words/kit';

type Value = NonNullable<AuditRow['detail'][string]>;
type Kit = Pick<WordKit, 't' | 'format'>;

/** A deed in words; one this version does not know is shown as it was written. */
export function deedWords(deed: string, { t }: Pick<Kit, 't'>): string {
  return t(`actions:deed.${deed}`, { defaultValue: deed });
}

/** What a deed was done to and with, a part each; keys and values we do not know are shown as they were written. */
export function detailWords(
  { deed, object, detail, account }: Pick<AuditRow, 'deed' | 'object' | 'detail' | 'account'>,
  kit: Kit,
): string[] {
  const fault = deed === 'demo.fault' && object !== null ? [faultWords(object, kit)] : [];
  const parts = Object.entries(detail).flatMap(([key, value]) => {
    // The account has a column of its own.
    const isKnown = key === 'account' && value === account;
    return value === null || value === '' || isKnown ? [] : [partWords(key, value, kit)];
  });
  return [...fault, ...parts.filter((part) => part !== '')];
}

function faultWords(fault: string, { t }: Kit): string {
  return t(`settings:demo.fault.${fault}.title`, { defaultValue: fault });
}

function partWords(key: string, value: Value, kit: Kit): string {
  return countWords(key, value, kit) ?? ownWords(key, value, kit) ?? pairWords(key, value, kit);
}

/** Counts that say what they count. */
const COUNTS: Readonly<Record<string, string>> = {
  targets: 'log.detail.devices',
  asked: 'log.detail.devices',
  rows: 'log.detail.rows',
  ...Object.fromEntries(TARGET_STATES.map((state) => [state, `commands:count.${state}`])),
};

function countWords(key: string, value: Value, { t, format }: Kit): string | null {
  const words = COUNTS[key];
  if (words === undefined || typeof value !== 'number') return null;
  return t(words, { count: value, n: format.number(value) });
}

/** Values that need no name before them. */
function ownWords(key: string, value: Value, { t }: Kit): string | null {
  switch (key) {
    case 'action':
      return t(`actions:action.${value}`, { defaultValue: String(value) });
    case 'state':
      // That a sync which was started was running then says nothing.
      return value === 'running' ? '' : t(`log.value.state.${value}`, { defaultValue: String(value) });
    case 'method':
    case 'what':
      return t(`log.value.${key}.${value}`, { defaultValue: String(value) });
    case 'file':
    case 'domain':
    case 'serial':
      return String(value);
    case 'retryOf':
      return t('log.detail.retry');
    // A number of the store's own, which says nothing to a person.
    case 'target':
      return '';
    default:
      return null;
  }
}

/** Moments, in ms UTC. */
const MOMENTS: ReadonlySet<string> = new Set(['notAfter', 'until']);

function pairWords(key: string, value: Value, { t, format }: Kit): string {
  const name = t([`log.key.${key}`, `settings:actions.${key}.label`], { defaultValue: key });
  const isMoment = MOMENTS.has(key) && typeof value === 'number';
  return t('log.detail.pair', { name, value: isMoment ? format.date(value) : plainWords(value, t, format) });
}

function plainWords(value: Value, t: Kit['t'], format: Kit['format']): string {
  if (typeof value === 'boolean') return t(value ? 'log.detail.yes' : 'log.detail.no');
  return typeof value === 'number' ? format.number(value) : value;
}
