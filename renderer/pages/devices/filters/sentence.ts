import type { TFunction } from 'i18next';
import type { DeviceFilter, OrgUnit, TimeRange } from '../../../../electron/bridge/domain';
import type { Format } from '../../../format';
import { presetOf } from './presets';

/** The filters that appear as chips, in the order of the sentence. */
export const CHIP_FILTERS = [
  'platform',
  'orgUnit',
  'status',
  'lastSync',
  'osVersion',
  'model',
  'autoUpdateUntil',
] as const;
export type ChipFilter = (typeof CHIP_FILTERS)[number];

/** What the words of a chip are made from. */
export interface Words {
  t: TFunction;
  format: Format;
  language: string;
  units: readonly OrgUnit[];
}

/** A chip's words: “State is” and “active or lost mode”; null when the filter is not set. */
export function chipWords(
  filter: DeviceFilter,
  name: ChipFilter,
  words: Words,
): { subject: string; object: string } | null {
  const object = objectOf(filter, name, words);
  return object === null ? null : { subject: words.t(`filter.subject.${name}`), object };
}

function objectOf(filter: DeviceFilter, name: ChipFilter, words: Words): string | null {
  switch (name) {
    case 'orgUnit':
      return filter.orgUnit === undefined ? null : unitWords(filter.orgUnit, words);
    case 'status':
      return listed(
        filter.status?.map((status) => statusWord(status, words.t, 'inSentence')),
        words,
      );
    case 'platform':
      return listed(
        filter.platform?.map((platform) => words.t(`platform.${platform}`)),
        words,
      );
    case 'osVersion':
      return listed(filter.osVersion, words);
    case 'model':
      return listed(filter.model, words);
    case 'lastSync':
    case 'autoUpdateUntil':
      return filter[name] === undefined ? null : rangeWords(filter[name], name, words);
  }
}

/** A device's status in words: ours, or the provider's own as it wrote it. */
export function statusWord(status: string, t: TFunction, form: 'alone' | 'inSentence' = 'alone'): string {
  if (status.startsWith('provider:')) return status.slice('provider:'.length) || t('status.alone.none');
  return t(`status.${form}.${status}`, { defaultValue: status });
}

function unitWords(unit: NonNullable<DeviceFilter['orgUnit']>, { t, units }: Words): string {
  const path = units.find(({ id }) => id === unit.id)?.path ?? t('filter.unknownUnit');
  return unit.withChildren ? t('filter.andBelow', { path }) : path;
}

const MOST_NAMED = 3;

function listed(values: readonly string[] | undefined, { t, language }: Words): string | null {
  if (values === undefined || values.length === 0) return null;
  const named = values.length > MOST_NAMED ? values.slice(0, MOST_NAMED - 1) : values;
  const rest = values.length - named.length;
  const words = rest > 0 ? [...named, t('filter.others', { count: rest })] : named;
  return new Intl.ListFormat(language, { type: 'disjunction' }).format(words);
}

function rangeWords(range: TimeRange, name: 'lastSync' | 'autoUpdateUntil', { t, format }: Words): string {
  const preset = presetOf(range);
  const words = preset === null ? datesWords(range, t, format) : t(`filter.preset.${name}.${preset}`);
  return range.never && preset !== 'never' ? t('filter.orNever', { words }) : words;
}

function datesWords({ from, to }: TimeRange, t: TFunction, format: Format): string {
  if (from !== null && to !== null) {
    return t('filter.between', { from: format.date(from), to: format.date(to) });
  }
  if (from !== null) return t('filter.since', { date: format.date(from) });
  return to === null ? t('filter.anyTime') : t('filter.until', { date: format.date(to) });
}
