import { IconCircleCheck } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { LdapTest } from '../../../electron/bridge/domain';
import { useFormat } from '../../format';
import { Notice } from '../google/parts/Notice';
import css from './ldap.module.css';

/** What a test found: how many users, some of them by name, and the certificate it met. */
export function TestResult({ result }: { result: LdapTest }) {
  const { t } = useTranslation('ldap');
  const format = useFormat();
  const { users, counted, sample, certificate } = result;
  const n = format.number(users);
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => frame.current?.scrollIntoView({ block: 'nearest' }), []);
  return (
    <div ref={frame} className={css.result} role="status">
      {users === 0 ? (
        <Notice tone="warn" title={t('test.none')}>
          {t('test.noneText')}
        </Notice>
      ) : (
        <p className={css.works}>
          <IconCircleCheck size={17} aria-hidden="true" />
          <strong>{t(counted ? 'test.title' : 'test.atLeast', { count: users, n })}</strong>
        </p>
      )}
      <dl className={css.facts}>
        {sample.length > 0 && (
          <>
            <dt>{t('test.sample')}</dt>
            <dd>
              <ul className={css.sample}>
                {sample.map(({ userName, displayName }) => (
                  <li key={userName}>
                    {displayName} <span>{userName}</span>
                  </li>
                ))}
              </ul>
            </dd>
          </>
        )}
        <Certificate certificate={certificate} />
      </dl>
    </div>
  );
}

function Certificate({ certificate: { subject, issuer, validTo } }: Pick<LdapTest, 'certificate'>) {
  const { t } = useTranslation('ldap');
  const format = useFormat();
  return (
    <>
      <dt>{t('test.certificate')}</dt>
      <dd>
        <ul className={css.sample}>
          <li>
            {t('test.subject')} <span>{subject}</span>
          </li>
          <li>
            {t('test.issuer')} <span>{issuer}</span>
          </li>
          <li>
            {t('test.validTo')}{' '}
            <span>{t('test.expires', { date: format.date(validTo), when: format.relative(validTo) })}</span>
          </li>
        </ul>
      </dd>
    </>
  );
}
