import { IconCircleCheck } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { MailTest } from '../../../electron/bridge/domain';
import { useFormat } from '../../format';
import { Notice } from '../google/parts/Notice';
import css from '../ldap/ldap.module.css';

/** What a test found: that the server takes mails, how it greeted, and the certificate it met. */
export function TestResult({ result: { to, greeting, secured, certificate } }: { result: MailTest }) {
  const { t } = useTranslation('mail');
  const format = useFormat();
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => frame.current?.scrollIntoView({ block: 'nearest' }), []);
  return (
    <div ref={frame} className={css.result} role="status">
      <p className={css.works}>
        <IconCircleCheck size={17} aria-hidden="true" />
        <strong>{to === null ? t('test.works') : t('test.taken', { to })}</strong>
      </p>
      {!secured && <Notice tone="warn">{t('test.notSecured')}</Notice>}
      <dl className={css.facts}>
        <dt>{t('test.greeting')}</dt>
        <dd>{greeting}</dd>
        {certificate !== null && (
          <>
            <dt>{t('test.certificate')}</dt>
            <dd>
              <ul className={css.sample}>
                <li>
                  {t('test.subject')} <span>{certificate.subject}</span>
                </li>
                <li>
                  {t('test.issuer')} <span>{certificate.issuer}</span>
                </li>
                <li>
                  {t('test.validTo')}{' '}
                  <span>
                    {t('test.expires', {
                      date: format.date(certificate.validTo),
                      when: format.relative(certificate.validTo),
                    })}
                  </span>
                </li>
              </ul>
            </dd>
          </>
        )}
      </dl>
    </div>
  );
}
