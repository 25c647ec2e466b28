import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { CertificateInfo } from '../../../../electron/bridge/domain';
import { useNow } from '../../../components/use-now';
import { useFormat } from '../../../format';
import { CopyValue } from '../../google/parts/CopyValue';
import { Notice } from '../../google/parts/Notice';
import css from '../registration.module.css';
import { commonName, daysLeft, lifeOf, spacedFingerprint } from './life';

interface CertificateFactsProps {
  certificate: CertificateInfo;
  renewsAt: number | null;
}

/** What a certificate says of itself, and a word in time before it ends. */
export function CertificateFacts({ certificate, renewsAt }: CertificateFactsProps) {
  const { t } = useTranslation('registration');
  const format = useFormat();
  const now = useNow(60_000);
  const life = lifeOf(certificate, now);
  const days = Math.max(0, daysLeft(certificate, now));
  const { subject, issuer, names, notBefore, notAfter, fingerprint, key } = certificate;
  const until = format.date(notAfter);
  const shown = spacedFingerprint(fingerprint);
  return (
    <>
      {life !== 'valid' && (
        <Notice tone={life === 'ends' ? 'warn' : 'bad'}>
          {t(`certificate.life.${life}`, {
            count: days,
            n: format.number(days),
            until,
            from: format.dateTime(notBefore),
          })}
        </Notice>
      )}
      <dl className={css.certificate}>
        <dt>{t('certificate.subject')}</dt>
        <dd title={subject}>{commonName(subject)}</dd>
        <dt>{t('certificate.names')}</dt>
        <dd>
          <ul>
            {names.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </dd>
        <dt>{t('certificate.issuer')}</dt>
        <dd title={issuer}>{commonName(issuer)}</dd>
        <dt>{t('certificate.until')}</dt>
        <dd title={format.dateTime(notAfter)}>
          {life === 'over'
            ? until
            : t('certificate.daysLeft', { until, count: days, n: format.number(days) })}
          {renewsAt !== null && (
            <small>{t('certificate.renewsAt', { date: format.date(Math.max(renewsAt, now)) })}</small>
          )}
        </dd>
        <dt>{t('certificate.key')}</dt>
        <dd>{key}</dd>
        <dt>{t('certificate.fingerprint')}</dt>
        <dd className={css.fingerprint}>
          <code className="mono">
            {shown.split(':').map((byte, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: bytes may be alike and never change places
              <Fragment key={place}>
                {place > 0 && ':'}
                <wbr />
                {byte}
              </Fragment>
            ))}
          </code>
          <CopyValue value={shown} what={t('certificate.fingerprint')} />
        </dd>
      </dl>
    </>
  );
}
