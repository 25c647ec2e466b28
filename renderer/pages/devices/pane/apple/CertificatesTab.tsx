import { IconCertificate, IconKey } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { AppleDocument } from '../../../../../electron/bridge/domain';
import { call } from '../../../../bridge';
import { report } from '../../../../components/report';
import { useFormat } from '../../../../format';
import { ToolButton } from '../../ToolButton';
import css from './apple.module.css';
import { certificatesOf, restOf } from './inventory';
import { Entry, ListHead, NoneYet } from './Told';

/** What a certificate’s line shows already. */
const SHOWN = ['CommonName', 'IsIdentity'];

/** The certificates on the device: its identities, and what it trusts. */
export function CertificatesTab({ document, now }: { document: AppleDocument; now: number }) {
  const { t } = useTranslation('devices');
  const format = useFormat();
  const at = document.at.certificates;
  const certificates = certificatesOf(document);
  if (certificates.length === 0) return <NoneYet at={at} none={t('apple.certificates.none')} />;
  return (
    <section>
      <ListHead title={t('apple.certificates.title')} at={at} now={now} />
      <ul className={css.entries}>
        {certificates.map(({ key, name, identity, pem, item }) => (
          <Entry
            key={key}
            title={
              <>
                {identity ? <IconKey {...SIGN} /> : <IconCertificate {...SIGN} />}
                {name}
              </>
            }
            under={t(identity ? 'apple.certificates.identity' : 'apple.certificates.plain')}
            lines={restOf(item, SHOWN, { t, format, now })}
          >
            {pem !== null && (
              <ToolButton onClick={() => void call('app.copy', { text: pem }).catch(report)}>
                {t('apple.certificates.copy')}
              </ToolButton>
            )}
          </Entry>
        ))}
      </ul>
    </section>
  );
}

const SIGN = { size: 14, stroke: 1.6, 'aria-hidden': true } as const;
