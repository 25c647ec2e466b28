import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MailOverview } from '../../../electron/bridge/domain';
import { errorText } from '../../i18n';
import { useMailOverview } from '../../queries/mail';
import { useCurrentWorkspace } from '../../queries/workspaces';
import { navigate } from '../../stores/route';
import google from '../google/google.module.css';
import { Notice } from '../google/parts/Notice';
import css from '../ldap/ldap.module.css';
import { DemoMail } from './DemoMail';
import { MailHeader } from './MailHeader';
import { MailSettings } from './MailSettings';
import own from './mail.module.css';
import { RemoveDialog } from './RemoveDialog';
import { Templates } from './templates/Templates';

/** Connections → Mail: the server that mails leave by, and what they say. */
export function MailPage() {
  const { t } = useTranslation(['mail', 'google']);
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
  const { t } = useTranslation('mail');
  const { data, error, refetch } = useMailOverview();
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
  const kept = data?.connection ?? null;
  return (
    <div className={`${css.page} ${own.page}`}>
      {data === null ? <Introduction /> : <SetUp overview={data} />}
      <DemoMail kept={kept} />
      <MailSettings key={JSON.stringify(kept)} kept={kept} />
      <Templates />
    </div>
  );
}

function Introduction() {
  const { t } = useTranslation('mail');
  return (
    <header className={css.intro}>
      <h2>{t('fullName')}</h2>
      <p>{t('intro')}</p>
    </header>
  );
}

function SetUp({ overview }: { overview: MailOverview }) {
  const { t } = useTranslation('mail');
  const [removing, setRemoving] = useState(false);
  return (
    <>
      <MailHeader overview={overview} onRemove={() => setRemoving(true)} />
      {removing && <RemoveDialog overview={overview} onClose={() => setRemoving(false)} />}
      <h3 className={css.settings}>{t('settings')}</h3>
    </>
  );
}
