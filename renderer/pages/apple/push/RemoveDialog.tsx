import { Button, Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppleCounts, PushOverview } from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import { errorText } from '../../../i18n';
import { useRemovePush } from '../../../queries/push';
import google from '../../google/connected/connected.module.css';
import { DangerButton } from '../../google/parts/DangerButton';
import { Notice } from '../../google/parts/Notice';

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
  const submit = (event: FormEvent) => {
    event.preventDefault();
    remove.mutate(undefined, {
      onSuccess: () => {
        onClose();
        notifications.show({ message: t('push.removal.done'), autoClose: 6000 });
      },
    });
  };
  const counted = (key: string, count: number) => t(key, { count, n: format.number(count) });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('push.removal.title')}
      size={500}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form className={google.dialog} onSubmit={submit}>
        <p>{counted('push.removal.text', counts.active)}</p>
        {counts.waiting > 0 && <p>{counted('push.removal.waiting', counts.waiting)}</p>}
        <p>{t('push.removal.back', { topic })}</p>
        {remove.error !== null && (
          <Notice tone="bad" live>
            {errorText(remove.error)}
          </Notice>
        )}
        <div className={google.dialogActions}>
          <Button onClick={onClose} data-autofocus>
            {t('cancel')}
          </Button>
          <DangerButton disabled={false} loading={remove.isPending}>
            {t('push.removal.submit')}
          </DangerButton>
        </div>
      </form>
    </Modal>
  );
}
