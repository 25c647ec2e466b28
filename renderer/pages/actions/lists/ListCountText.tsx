import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../format';
import { errorText } from '../../../i18n';
import css from '../actions.module.css';
import type { ListCount } from './entries';

/** How many devices a list names, or where it cannot be read. */
export function ListCountText({ count }: { count: ListCount }) {
  const { t } = useTranslation('actions');
  const format = useFormat();
  if (count.kind === 'uncounted') return null;
  if (count.kind === 'unreadable') return <span className={css.unreadable}>{errorText(count.error)}</span>;
  const { entries, twice } = count;
  if (entries === 0) return null;
  const parts = [t('list.count', { count: entries, n: format.number(entries) })];
  if (twice > 0) parts.push(t('list.twice', { count: twice, n: format.number(twice) }));
  return parts.join(', ');
}
