import { Button, Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { MailOverview } from '../../../electron/bridge/domain';
import { useFormat } from '../../format';
import { errorText } from '../../i18n';
import { useMailRemove } from '../../queries/mail';
import google from '../google/connected/connected.module.css';
import { DangerButton } from '../google/parts/DangerButton';
import { Notice } from '../google/parts/Notice';

interface RemoveDialogProps {
  overview: MailOverview;
  onClose: () => void;
}

/** Asks before the mail server is forgotten, and says what waits. */
export function RemoveDialog({ overview: { queued }, onClose }: RemoveDialogProps) {
  const { t } = useTranslation('mail');
  const format = useFormat();
  const remove = useMailRemove();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    remove.mutate(undefined, {
      onSuccess: () => {
        onClose();
        notifications.show({ message: t('removal.done'), autoClose: 6000 });
      },
    });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('removal.title')}
      size={480}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form className={google.dialog} onSubmit={submit}>
        <p>{t('removal.text')}</p>
        {queued > 0 && <p>{t('removal.queued', { count: queued, n: format.number(queued) })}</p>}
        {remove.error !== null && (
          <Notice tone="bad" live>
            {errorText(remove.error)}
          </Notice>
        )}
        <div className={google.dialogActions}>
          <Button onClick={onClose} data-autofocus>
            {t('removal.cancel')}
          </Button>
          <DangerButton disabled={false} loading={remove.isPending}>
            {t('removal.submit')}
          </DangerButton>
        </div>
      </form>
    </Modal>
  );
}
