import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { AppleCounts, PushOverview } from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import { useRemovePush } from '../../../queries/push';
import { RemovalDialog } from '../../google/parts/RemovalDialog';

interface RemoveDialogProps {
  push: PushOverview;
  counts: AppleCounts;
  onClose: () => void;
}

/** Asks before the certificate and its key are forgotten, and says what will wait. */
export function RemoveDialog({ push: { topic }, counts, onClose }: RemoveDialogProps) {
  const { t } = useTranslation('apple');
  const format = useFormat();
  const remove = useRemovePush();
  const submit = () => {
    remove.mutate(undefined, {
      onSuccess: () => {
        onClose();
        notifications.show({ message: t('push.removal.done'), autoClose: 6000 });
      },
    });
  };
  const counted = (key: string, count: number) => t(key, { count, n: format.number(count) });
  return (
    <RemovalDialog
      title={t('push.removal.title')}
      size={500}
      cancel={t('cancel')}
      submit={t('push.removal.submit')}
      removal={remove}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{counted('push.removal.text', counts.active)}</p>
      {counts.waiting > 0 && <p>{counted('push.removal.waiting', counts.waiting)}</p>}
      <p>{t('push.removal.back', { topic })}</p>
    </RemovalDialog>
  );
}
