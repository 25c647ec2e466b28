import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListenerSettings, PickedCertificate } from '../../../../electron/bridge/domain';
import { errorText } from '../../../i18n';
import { usePickCertificate, usePki } from '../../../queries/listener';
import { Notice } from '../../google/parts/Notice';
import css from '../registration.module.css';
import { Section } from '../Section';
import { BringDialog } from './BringDialog';
import { CertificateFacts } from './CertificateFacts';
import { inUse } from './in-use';
import { OwnButtons } from './OwnButtons';
import { Trust } from './Trust';

/** The certificate devices and browsers meet: where it comes from, how long it lasts, how they come to trust it. */
export function Certificate({ settings }: { settings: ListenerSettings }) {
  const { t } = useTranslation('registration');
  const { data: pki, error } = usePki();
  const pick = usePickCertificate();
  const [picked, setPicked] = useState<PickedCertificate | null>(null);
  const failure = pick.error ?? error;
  const choose = () => pick.mutate(undefined, { onSuccess: setPicked });
  if (pki === undefined && error === null) return null;
  const source = settings.certificate;
  const used = pki === undefined ? null : inUse(pki, source);
  return (
    <Section title={t('certificate.title')} id="certificate" text={t(`certificate.source.${source}`)}>
      {used === null ? (
        <p className={css.quiet}>{t(`certificate.none.${source}`)}</p>
      ) : (
        <CertificateFacts certificate={used.certificate} renewsAt={used.renewsAt} />
      )}
      {failure !== null && (
        <Notice tone="bad" live>
          {errorText(failure)}
        </Notice>
      )}
      <div className={css.buttons}>
        <Button loading={pick.isPending} onClick={choose}>
          {t('certificate.bring')}
        </Button>
        <OwnButtons settings={settings} hasOwn={used !== null} hasBrought={pki?.brought != null} />
      </div>
      {source === 'own' && <Trust authority={pki?.authority ?? null} />}
      {picked !== null && (
        <BringDialog
          key={picked.handle}
          picked={picked}
          publicName={settings.publicName}
          choosing={pick.isPending}
          onChoose={choose}
          onClose={() => setPicked(null)}
        />
      )}
    </Section>
  );
}
