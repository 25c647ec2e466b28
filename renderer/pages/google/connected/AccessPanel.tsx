import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { GoogleConnection, GoogleOverview } from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import { scopeName } from '../health';
import { CopyValue } from '../parts/CopyValue';
import { LinkButton } from '../parts/LinkButton';
import css from './connected.module.css';

/** What the connection may do, whose Google it reads, and since when. */
export function AccessPanel({ overview }: { overview: GoogleOverview }) {
  const { t } = useTranslation('google');
  const { connection, grantedScopes } = overview;
  return (
    <section className={css.access} aria-labelledby="google-access">
      <h3 id="google-access">{t('access.title')}</h3>
      <ul className={css.scopes}>
        {grantedScopes.map(({ scope, granted }) => (
          <Scope key={scope} scope={scope} granted={granted} />
        ))}
      </ul>
      <p className={css.customer}>
        {t('access.customer')} <span className="mono">{connection.customerId}</span>
        <CopyValue value={connection.customerId} what={t('done.customer')} />
      </p>
      <SignedIn connection={connection} />
      <OtherAddresses connection={connection} />
      <div className={css.adminLink}>
        <LinkButton link="google-admin">{t('page.openAdmin')}</LinkButton>
      </div>
    </section>
  );
}

function Scope({ scope, granted }: { scope: string; granted: boolean }) {
  const { t } = useTranslation('google');
  const name = scopeName(scope);
  return (
    <li title={scope} data-granted={granted}>
      {granted ? (
        <IconCheck size={15} aria-hidden="true" />
      ) : (
        <IconAlertTriangle size={15} aria-hidden="true" />
      )}
      <span>
        {t(`scopes.${name}`, { scope })}
        {granted ? (
          <span className="visually-hidden">: {t('scopes.granted')}</span>
        ) : (
          <>
            {': '}
            <strong>{t('scopes.missing')}</strong>
            {name === 'other' ? null : <small>{t(`scopes.without.${name}`)}</small>}
          </>
        )}
      </span>
    </li>
  );
}

function SignedIn({ connection }: { connection: GoogleConnection }) {
  const { t } = useTranslation('google');
  const format = useFormat();
  const key = connection.method === 'sign_in' ? 'access.signedIn' : 'access.service';
  return (
    <p title={format.dateTime(connection.connectedAt)}>
      {t(key, { date: format.date(connection.connectedAt) })}
      {connection.method === 'service_account' ? (
        <span className={css.subject}>{t('access.subject', { account: connection.account })}</span>
      ) : null}
    </p>
  );
}

function OtherAddresses({ connection }: { connection: GoogleConnection }) {
  const { t } = useTranslation('google');
  const { apiRoot, authRoot } = connection.endpoints;
  const named = [apiRoot, authRoot].filter((address) => address !== null);
  const others = [...new Set(named.map((address) => address.replace(/\/+$/, '')))];
  return others.map((address) => <p key={address}>{t('access.endpoint', { address })}</p>);
}
