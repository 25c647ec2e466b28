import type { TFunction } from 'i18next';
import { type ActionSpec, familyOf, type Target } from '../../../../electron/bridge/domain';
import type { Format } from '../../../format';
import { changesOf, type ValueChange } from '../changes';
import { endOfTarget, providerText, reasonText } from '../words';
import type { TargetColumn } from './columns';

export interface CellKit {
  t: TFunction;
  format: Format;
  now: number;
  spec: ActionSpec;
}

/** What a cell says; `title` is the whole or exact value. Empty text is an empty cell. */
export interface CellText {
  text: string;
  title?: string;
}

/** The text of a cell, but for the state, which has a sign. */
export function targetCell(
  target: Target,
  column: Exclude<TargetColumn, 'state'>,
  { t, format, now, spec }: CellKit,
): CellText {
  switch (column) {
    case 'serial':
      return written(target.facts.serial ?? target.facts.providerId);
    case 'reason':
      return written(reasonText(target, familyOf(spec.action), t));
    case 'words':
      return written(providerText(target, familyOf(spec.action)));
    case 'changes':
      return written(changesText(changesOf(spec, target), t));
    case 'model':
    case 'user':
      return written(target.facts[column]);
    case 'unit':
      return written(target.facts.orgUnitPath);
    case 'attempts':
      return { text: target.attempts === 0 ? '' : format.number(target.attempts) };
    case 'providerCommandId':
      return written(target.providerCommandId);
    case 'endedAt':
      return timed(endOfTarget(target), format, now);
    default:
      return timed(target[column], format, now);
  }
}

function written(value: string | null): CellText {
  return value === null ? { text: '' } : { text: value, title: value };
}

function timed(at: number | null, format: Format, now: number): CellText {
  if (at === null) return { text: '' };
  return { text: at <= now ? format.age(at, now) : format.relative(at, now), title: format.dateTime(at) };
}

/** “Asset id A-1 → A-2”; the name is left out where only one value changes to something else. */
export function changesText(changes: readonly ValueChange[], t: TFunction): string | null {
  if (changes.length === 0) return null;
  const none = t('commands:targets.none');
  return changes
    .map(({ field, before, after }) => {
      const name = field === 'unit' ? '' : `${t(`actions:annotation.${field}`)}: `;
      return `${name}${before ?? none} → ${after ?? none}`;
    })
    .join(' · ');
}
