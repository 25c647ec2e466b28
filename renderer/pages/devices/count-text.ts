import type { TFunction } from 'i18next';
import type { Format } from '../../format';
import type { WindowSnapshot } from './table/window-source';

/** “1 284 of 6 152”, “more than 500” while counting, “6 152” when everything is shown; null before rows. */
export function countText(
  { query, total, atLeast }: WindowSnapshot,
  fleet: number | null,
  t: TFunction,
  format: Format,
): string | null {
  if (query === null) return null;
  const filtered = Object.keys(query.filter).length > 0;
  const shown =
    total === null
      ? t('count.moreThan', { count: atLeast, n: format.number(atLeast) })
      : format.number(total);
  if (!filtered || fleet === null) return shown;
  return t('count.of', { shown, fleet: format.number(fleet) });
}
