import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { MailOverview } from '../../../electron/bridge/domain';
import { useFormat } from '../../format';
import { useMailRemove } from '../../queries/mail';
import { RemovalDialog } from '../google/parts/RemovalDialog';

interface RemoveDialogProps {
  overview: MailOverview;
  onClose: () => void;
}

/** Asks before the mail server is forgotten, and says what waits. */
export function RemoveDialog({ overview: { queued }, onClose }: RemoveDialogProps) {
  const { t } = useTranslation('mail');
  const format = useFormat();
  const remove = useMailRemove();
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
      {queued > 0 && <p>{t('removal.queued', { count: queued, n: format.number(queued) })}</p>}
    </RemovalDialog>
  );
}
