import { Button, Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format';
import { errorText } from '../../i18n';
import { useInvitationCounts } from '../../queries/invitations';
import { useRegenerateUrl } from '../../queries/registration';
import google from '../google/connected/connected.module.css';
import { DangerButton } from '../google/parts/DangerButton';
import { Notice } from '../google/parts/Notice';
import { openCount } from '../invitations/counts';
import css from './registration.module.css';

/** Asks before the links that were sent so far stop working, and says what becomes of them. */
export function RegenerateDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('registration');
  const format = useFormat();
  const regenerate = useRegenerateUrl();
  const counts = useInvitationCounts();
  const open = counts === null ? 0 : openCount(counts);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    regenerate.mutate(undefined, {
      onSuccess: () => {
        onClose();
        notifications.show({ message: t('regenerate.done'), color: 'accent', autoClose: 8000 });
      },
    });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('regenerate.title')}
      size={500}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form className={google.dialog} onSubmit={submit}>
        <p>{t('regenerate.text')}</p>
        <ul className={css.facts}>
          <li>
            {open === 0
              ? t('regenerate.none')
              : t('regenerate.open', { count: open, n: format.number(open) })}
          </li>
          <li>{t('regenerate.explained')}</li>
          <li>{t('regenerate.again')}</li>
          <li>{t('regenerate.stays')}</li>
        </ul>
        {regenerate.error !== null && (
          <Notice tone="bad" live>
            {errorText(regenerate.error)}
          </Notice>
        )}
        <div className={google.dialogActions}>
          <Button onClick={onClose} data-autofocus>
            {t('common:cancel')}
          </Button>
          <DangerButton disabled={false} loading={regenerate.isPending}>
            {t('regenerate.submit')}
          </DangerButton>
        </div>
      </form>
    </Modal>
  );
}
