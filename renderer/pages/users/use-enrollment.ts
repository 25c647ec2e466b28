import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { User } from '../../../electron/bridge/domain';
import { promptForVault } from '../../components/prompt-for-vault';
import { report } from '../../components/report';
import { useFormat } from '../../format';
import { useSaveEnrollment } from '../../queries/apple';
import { nameOf } from './table/cell-text';

/** Saves an enrollment profile for one device of a user, and says until when it can be installed. */
export function useEnrollment(): { isPending: boolean; save: (user: User) => void } {
  const { t } = useTranslation('users');
  const format = useFormat();
  const saving = useSaveEnrollment();
  const save = (user: User) =>
    saving.mutate(user.id, {
      onSuccess: (saved) => {
        if (saved === null) return;
        const { path, until } = saved;
        const left = format.duration(until - Date.now());
        notifications.show({
          title: t('pane.profileSaved', { name: nameOf(user) }),
          message: t('pane.profileUntil', { time: format.time(until), left, path }),
          color: 'accent',
          autoClose: Math.max(15_000, until - Date.now()),
        });
      },
      onError: (error) => {
        promptForVault(error);
        report(error);
      },
    });
  return { isPending: saving.isPending, save };
}
