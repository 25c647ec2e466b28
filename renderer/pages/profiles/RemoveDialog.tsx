import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { LibraryProfile } from '../../../electron/bridge/domain';
import { useFormat } from '../../format';
import { useRemoveProfile } from '../../queries/profiles';
import { RemovalDialog } from '../google/parts/RemovalDialog';
import { closeProfile, closeProfileDialog, useProfilesView } from './state/view';

/** Asks before a profile leaves the library and the devices, and says how many have it. */
export function RemoveDialog({ profile }: { profile: LibraryProfile }) {
  const { t } = useTranslation('profiles');
  const format = useFormat();
  const remove = useRemoveProfile();
  const { installed, failed, pending } = profile.counts;
  const there = installed + failed;
  const submit = () => {
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
    <RemovalDialog
      title={t('removal.title', { name: profile.name })}
      size={500}
      cancel={t('cancel')}
      submit={t('removal.submit')}
      removal={remove}
      onSubmit={submit}
      onClose={closeProfileDialog}
    >
      <p>{there === 0 ? t('removal.nowhere') : counted('removal.text', there)}</p>
      {pending > 0 && <p>{counted('removal.pending', pending)}</p>}
      <p>{t(profile.form === null ? 'removal.undoFile' : 'removal.undoForm')}</p>
    </RemovalDialog>
  );
}
