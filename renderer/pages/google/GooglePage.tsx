import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../i18n';
import { useGoogleOverview } from '../../queries/google';
import { useCurrentWorkspace } from '../../queries/workspaces';
import { navigate } from '../../stores/route';
import { ConnectedPage } from './connected/ConnectedPage';
import css from './google.module.css';
import { Notice } from './parts/Notice';
import { SetupPage } from './setup/SetupPage';

/** Connections → Google: the set-up while there is no connection, else the connection. */
export function GooglePage() {
  const { t } = useTranslation('google');
  const workspace = useCurrentWorkspace();
  return (
    <div className={css.frame}>
      <nav className={css.crumb} aria-label={t('crumb')}>
        <button type="button" onClick={() => navigate('connections')}>
          {t('connections.title')}
        </button>
        <span aria-hidden="true">/</span>
        <span aria-current="page">{t('fullName')}</span>
      </nav>
      <div className={css.scroll}>
        <Content key={workspace?.id} demo={workspace?.kind === 'demo'} />
      </div>
    </div>
  );
}

function Content({ demo }: { demo: boolean }) {
  const { t } = useTranslation('google');
  const overview = useGoogleOverview();
  const [settingUp, setSettingUp] = useState(false);
  if (overview.error !== null && overview.data === undefined) {
    return (
      <div className={css.failed}>
        <Notice
          tone="bad"
          title={t('loadFailed')}
          live
          actions={<Button onClick={() => void overview.refetch()}>{t('tryAgain')}</Button>}
        >
          {errorText(overview.error)}
        </Notice>
      </div>
    );
  }
  if (overview.data === undefined) return null;
  if (overview.data !== null && !settingUp) return <ConnectedPage overview={overview.data} />;
  return <SetupPage demo={demo} onBegun={() => setSettingUp(true)} onLeave={() => setSettingUp(false)} />;
}
