import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LdapOverview } from '../../../electron/bridge/domain';
import { errorText } from '../../i18n';
import { useLdapOverview } from '../../queries/ldap';
import { useCurrentWorkspace } from '../../queries/workspaces';
import { navigate } from '../../stores/route';
import google from '../google/google.module.css';
import { Notice } from '../google/parts/Notice';
import { LdapHeader } from './LdapHeader';
import { LdapSettings } from './LdapSettings';
import css from './ldap.module.css';
import { RemoveDialog } from './RemoveDialog';

/** Connections → LDAP: the one directory users are read from. */
export function LdapPage() {
  const { t } = useTranslation(['ldap', 'google']);
  const workspace = useCurrentWorkspace();
  return (
    <div className={google.frame}>
      <nav className={google.crumb} aria-label={t('crumb')}>
        <button type="button" onClick={() => navigate('connections')}>
          {t('google:connections.title')}
        </button>
        <span aria-hidden="true">/</span>
        <span aria-current="page">{t('fullName')}</span>
      </nav>
      <div className={google.scroll}>
        <Content key={workspace?.id} />
      </div>
    </div>
  );
}

function Content() {
  const { t } = useTranslation('ldap');
  const { data, error, refetch } = useLdapOverview();
  if (error !== null && data === undefined) {
    return (
      <div className={google.failed}>
        <Notice
          tone="bad"
          title={t('loadFailed')}
          live
          actions={<Button onClick={() => void refetch()}>{t('tryAgain')}</Button>}
        >
          {errorText(error)}
        </Notice>
      </div>
    );
  }
  if (data === undefined) return null;
  return (
    <div className={css.page}>
      {data === null ? <Introduction /> : <SetUp overview={data} />}
      <LdapSettings key={JSON.stringify(data?.connection ?? null)} kept={data?.connection ?? null} />
    </div>
  );
}

function Introduction() {
  const { t } = useTranslation('ldap');
  return (
    <header className={css.intro}>
      <h2>{t('fullName')}</h2>
      <p>{t('intro')}</p>
    </header>
  );
}

function SetUp({ overview }: { overview: LdapOverview }) {
  const { t } = useTranslation('ldap');
  const [removing, setRemoving] = useState(false);
  return (
    <>
      <LdapHeader overview={overview} onRemove={() => setRemoving(true)} />
      {removing && <RemoveDialog overview={overview} onClose={() => setRemoving(false)} />}
      <h3 className={css.settings}>{t('settings')}</h3>
    </>
  );
}
