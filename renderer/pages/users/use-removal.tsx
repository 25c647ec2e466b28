import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isKeptHere, type User } from '../../../electron/bridge/domain';
import { report } from '../../components/report';
import { useFormat } from '../../format';
import { removeUsers, restoreUsers } from '../../queries/users';
import { clearPicked } from './state/picked';
import { useUsersView } from './state/view';
import { nameOf } from './table/cell-text';
import { focusUsers } from './table/use-user-picking';
import css from './users.module.css';

/** How long a removal can be taken back, in milliseconds. */
const UNDO_MS = 15_000;
const NOTICE = 'users-removed';

/** Removes users at once, and offers to put them back. */
export function useRemoval() {
  const removal = useMutation({
    mutationFn: (users: readonly User[]) => removeUsers(users.map(({ id }) => id)),
  });
  const remove = (users: readonly User[]) =>
    removal.mutate(users, {
      onError: report,
      onSuccess: (removed) => {
        const ids = removed.map(({ id }) => id);
        clearPicked(ids);
        const { openId } = useUsersView.getState();
        if (openId !== null && ids.includes(openId)) useUsersView.setState({ openId: null });
        tellRemoved(removed);
        focusUsers();
      },
    });
  return { remove, isPending: removal.isPending };
}

function tellRemoved(removed: readonly User[]): void {
  notifications.hide(NOTICE);
  notifications.show({
    id: NOTICE,
    color: 'accent',
    autoClose: UNDO_MS,
    message: <RemovedNotice removed={removed} />,
  });
}

function RemovedNotice({ removed }: { removed: readonly User[] }) {
  const { t } = useTranslation('users');
  const format = useFormat();
  const count = removed.length;
  const [only] = removed;
  const undo = () => {
    notifications.hide(NOTICE);
    const told = () =>
      notifications.show({
        message: t('removed.restored', { count, n: format.number(count) }),
        color: 'accent',
        autoClose: 4000,
      });
    restoreUsers(removed).then(told, report);
  };
  return (
    <div className={css.removed}>
      <span>
        {count === 1 && only !== undefined
          ? t('removed.name', { name: nameOf(only) })
          : t('removed.count', { count, n: format.number(count) })}{' '}
        {removed.some(({ source, state }) => !isKeptHere(source) && state !== 'gone') &&
          t('removed.comesBack')}
      </span>
      <Button onClick={undo}>{t('removed.undo')}</Button>
    </div>
  );
}
