import type { HistoryField } from '../../../../electron/bridge/domain';
import type { WordKit } from './kit';

/** A value before or after, in words; `title` is the exact one. */
export interface ValueWords {
  text: string;
  title?: string;
  /** True for identifiers, which stand in a tabular face. */
  code?: boolean;
}

const CODES: ReadonlySet<HistoryField> = new Set(['serial', 'assetId', 'osVersion']);

/** A value of a field in words; null when there is none. */
export function valueWords(
  field: HistoryField,
  value: string | null,
  { t, format }: Pick<WordKit, 't' | 'format'>,
): ValueWords | null {
  if (value === null || value === '') return null;
  switch (field) {
    case 'providerStatus':
      return { text: t(`devices:value.${value}`, { defaultValue: value }), title: value };
    case 'autoUpdateUntil':
    case 'enrolledAt': {
      const time = /^-?\d+$/.test(value) ? Number(value) : Number.NaN;
      if (Number.isNaN(time)) return { text: value };
      return { text: format.date(time), title: format.dateTime(time) };
    }
    default:
      return CODES.has(field) ? { text: value, code: true } : { text: value };
  }
}

/** A change in one line of plain text, for a tooltip or a reader. */
export function changeLine(
  change: { field: HistoryField; before: string | null; after: string | null },
  kit: Pick<WordKit, 't' | 'format'>,
): string {
  const { t } = kit;
  const before = valueWords(change.field, change.before, kit)?.text;
  const after = valueWords(change.field, change.after, kit)?.text;
  const name = t(`actions:field.${change.field}`);
  if (after === undefined) return `${name} ${before ?? ''} ${t('change.removed')}`;
  if (before === undefined) return `${name} ${t('change.set')} ${after}`;
  return `${name} ${before} → ${after}`;
}
