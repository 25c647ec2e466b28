import { notifications } from '@mantine/notifications';
import type { TFunction } from 'i18next';
import { LinkButton } from '../parts/LinkButton';
import css from './remove.module.css';

/** Tells that the slot is free, and how the revocation went; a failed one stays on screen with its way out. */
export function tellRemoved(revoked: boolean | null, t: TFunction<'google'>): void {
  if (revoked === false) {
    notifications.show({
      color: 'yellow',
      autoClose: false,
      title: t('remove.done'),
      message: (
        <div className={css.told}>
          <span>{t('remove.doneText')}</span>
          <span>{t('remove.revokeFailed')}</span>
          <LinkButton link="google-admin">{t('remove.openAdmin')}</LinkButton>
        </div>
      ),
    });
    return;
  }
  const text = revoked === true ? `${t('remove.doneText')} ${t('remove.revoked')}` : t('remove.doneText');
  notifications.show({ color: 'teal', title: t('remove.done'), message: text });
}
