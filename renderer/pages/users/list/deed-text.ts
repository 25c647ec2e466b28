import type { TFunction } from 'i18next';
import type { UserListPreview } from '../../../../electron/bridge/domain';
import type { Format } from '../../../format';

/** What the button does: “Add 40 users”, “Add 40, change 3”. */
export function deedText({ added, changed }: UserListPreview, t: TFunction, format: Format): string {
  const counts = { added: format.number(added), changed: format.number(changed) };
  if (changed === 0) return t('users:list.add', { count: added, n: counts.added });
  if (added === 0) return t('users:list.change', { count: changed, n: counts.changed });
  return t('users:list.addAndChange', counts);
}
