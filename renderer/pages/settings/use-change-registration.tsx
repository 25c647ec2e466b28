import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { RegistrationSettings } from '../../../electron/bridge/domain';
import { report } from '../../components/report';
import { useChangeRegistration } from '../../queries/registration';
import css from './settings.module.css';

/** How long a change can be taken back from its notice, in milliseconds. */
const UNDO_MS = 12_000;
const NOTICE = 'registration-changed';

type Change = Partial<RegistrationSettings>;

/** Changes settings of registration at once, and offers to take it back. `what` is the name of the setting. */
export function useChangeOfRegistration() {
  const { t } = useTranslation('registration');
  const change = useChangeRegistration();
  const undo = (former: Change) => {
    notifications.hide(NOTICE);
    change.mutate(former, {
      onError: report,
      onSuccess: () =>
        notifications.show({ message: t('settings.undone'), color: 'accent', autoClose: 3000 }),
    });
  };
  const apply = (wanted: Change, what: string, onError: (error: unknown) => void = report) =>
    change.mutate(wanted, {
      onError,
      onSuccess: (before) => {
        notifications.hide(NOTICE);
        notifications.show({
          id: NOTICE,
          color: 'accent',
          autoClose: UNDO_MS,
          message: <Changed what={what} onUndo={() => undo(formerOf(wanted, before))} />,
        });
      },
    });
  return { apply, busy: change.isPending };
}

/** What the changed settings were. */
function formerOf(wanted: Change, before: RegistrationSettings): Change {
  return Object.fromEntries(Object.entries(before).filter(([field]) => field in wanted));
}

function Changed({ what, onUndo }: { what: string; onUndo: () => void }) {
  const { t } = useTranslation('registration');
  return (
    <div className={css.changed}>
      <span>{t('settings.saved', { what })}</span>
      <Button onClick={onUndo}>{t('settings.undo')}</Button>
    </div>
  );
}
