import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { CertificateSource, ListenerSettings } from '../../../../electron/bridge/domain';
import { promptForVault } from '../../../components/prompt-for-vault';
import { report } from '../../../components/report';
import { useRenewCertificate, useSaveListener } from '../../../queries/listener';

interface OwnButtonsProps {
  settings: ListenerSettings;
  /** There is a certificate of Muster’s own to be renewed. */
  hasOwn: boolean;
  /** One was brought, now or earlier. */
  hasBrought: boolean;
}

/** Renewing the own certificate, and changing over between the own and the brought one. */
export function OwnButtons({ settings, hasOwn, hasBrought }: OwnButtonsProps) {
  const { t } = useTranslation('registration');
  const renew = useRenewCertificate();
  const save = useSaveListener();
  const failed = (error: unknown) => {
    promptForVault(error);
    report(error);
  };
  const told = (key: string) => () =>
    notifications.show({ message: t(`certificate.${key}`), color: 'accent', autoClose: 5000 });
  const use = (certificate: CertificateSource) =>
    save.mutate({ ...settings, certificate }, { onError: failed, onSuccess: told(`using.${certificate}`) });
  if (settings.certificate === 'brought') {
    return (
      <Button loading={save.isPending} onClick={() => use('own')}>
        {t('certificate.useOwn')}
      </Button>
    );
  }
  return (
    <>
      {hasOwn && (
        <Button
          loading={renew.isPending}
          onClick={() => renew.mutate(undefined, { onError: failed, onSuccess: told('renewed') })}
        >
          {t('certificate.renew')}
        </Button>
      )}
      {hasBrought && (
        <Button loading={save.isPending} onClick={() => use('brought')}>
          {t('certificate.useBrought')}
        </Button>
      )}
    </>
  );
}
