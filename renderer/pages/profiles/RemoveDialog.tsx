import { Button, Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { LibraryProfile } from '../../../electron/bridge/domain';
import { useFormat } from '../../format';
import { errorText } from '../../i18n';
import { useRemoveProfile } from '../../queries/profiles';
import google from '../google/connected/connected.module.css';
import { DangerButton } from '../google/parts/DangerButton';
import { Notice } from '../google/parts/Notice';
import { closeProfile, closeProfileDialog, useProfilesView } from './state/view';

/** Asks before a profile leaves the library and the devices, and says how many have it. */
export function RemoveDialog({ profile }: { profile: LibraryProfile }) {
  const { t } = useTranslation('profiles');
  const format = useFormat();
  const remove = useRemoveProfile();
  const { installed, failed, pending } = profile.counts;
  const there = installed + failed;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    remove.mutate(profile.id, {
      onSuccess: () => {
        closeProfileDialog();
        if (useProfilesView.getState().openId === profile.id) closeProfile();
        notifications.show({ message: t('removal.done', { name: profile.name }), autoClose: 6000 });
      },
    });
  };
  const counted = (key: string, count: number) => t(key, { count, n: format.number(count) });
  return (
    <Modal
      opened
      onClose={closeProfileDialog}
      title={t('removal.title', { name: profile.name })}
      size={500}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form className={google.dialog} onSubmit={submit}>
        <p>{there === 0 ? t('removal.nowhere') : counted('removal.text', there)}</p>
        {pending > 0 && <p>{counted('removal.pending', pending)}</p>}
        <p>{t(profile.form === null ? 'removal.undoFile' : 'removal.undoForm')}</p>
        {remove.error !== null && (
          <Notice tone="bad" live>
            {errorText(remove.error)}
          </Notice>
        )}
        <div className={google.dialogActions}>
          <Button onClick={closeProfileDialog} data-autofocus>
            {t('cancel')}
          </Button>
          <DangerButton disabled={false} loading={remove.isPending}>
            {t('removal.submit')}
          </DangerButton>
        </div>
      </form>
    </Modal>
  );
}
