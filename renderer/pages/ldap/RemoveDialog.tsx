import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { LdapOverview } from '../../../electron/bridge/domain';
import { useFormat } from '../../format';
import { useLdapRemove } from '../../queries/ldap';
import { RemovalDialog } from '../google/parts/RemovalDialog';

interface RemoveDialogProps {
  overview: LdapOverview;
  onClose: () => void;
}

/** Asks before the directory is forgotten, and says what stays. */
export function RemoveDialog({ overview, onClose }: RemoveDialogProps) {
  const { t } = useTranslation('ldap');
  const format = useFormat();
  const remove = useLdapRemove();
  const { users } = overview;
  const submit = () => {
    remove.mutate(undefined, {
      onSuccess: () => {
        onClose();
        notifications.show({ message: t('removal.done'), autoClose: 6000 });
      },
    });
  };
  return (
    <RemovalDialog
      title={t('removal.title')}
      size={480}
      cancel={t('removal.cancel')}
      submit={t('removal.submit')}
      removal={remove}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t('removal.text')}</p>
      <p>
        {users > 0 && t('removal.users', { count: users, n: format.number(users) })} {t('removal.directory')}
      </p>
    </RemovalDialog>
  );
}
