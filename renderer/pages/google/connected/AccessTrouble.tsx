import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { GoogleOverview } from '../../../../electron/bridge/domain';
import { type Health, scopeName } from '../health';
import { LinkButton } from '../parts/LinkButton';
import { Notice } from '../parts/Notice';
import { useRunTime } from './run-time';
import { SyncAgain } from './SyncAgain';

type Trouble = Extract<
  Health,
  { kind: 'reconnect_needed' | 'permission_lost' | 'api_disabled' | 'offline' } | { kind: 'scope' }
>;

interface AccessTroubleProps {
  overview: GoogleOverview;
  trouble: Trouble;
  onReconnect: () => void;
}

/** Google does not let Muster in, or cannot be reached: the cache stays, and here is the way back. */
export function AccessTrouble({ overview, trouble, onReconnect }: AccessTroubleProps) {
  const { t } = useTranslation('google');
  const age = useCacheAge(overview);
  const reconnect = (
    <Button variant="filled" onClick={onReconnect}>
      {t('health.reconnect')}
    </Button>
  );
  switch (trouble.kind) {
    case 'reconnect_needed':
      return (
        <Notice tone="bad" actions={reconnect}>
          {t('health.reconnect_needed', { age })}
        </Notice>
      );
    case 'permission_lost':
      return (
        <Notice tone="bad" actions={<Mend link="google-admin" text={t('health.openAdmin')} />}>
          {t('health.permission_lost', { age, account: overview.connection.account })}
          <span>{t('remedy.permission_lost')}</span>
        </Notice>
      );
    case 'api_disabled':
      return (
        <Notice tone="bad" actions={<Mend link="google-api" text={t('health.openApi')} />}>
          {t('health.api_disabled', { age })}
          <span>{t('remedy.api_disabled')}</span>
        </Notice>
      );
    case 'offline':
      return (
        <Notice tone="info" actions={<SyncAgain />}>
          {t('health.offline', { age })}
        </Notice>
      );
    case 'scope':
      return <MissingScope scope={trouble.scope} actions={reconnect} />;
  }
}

function MissingScope({ scope, actions }: { scope: string; actions: React.ReactNode }) {
  const { t } = useTranslation('google');
  const name = scopeName(scope);
  const without = name === 'other' ? '' : t(`scopes.without.${name}`);
  return (
    <Notice tone="warn" actions={actions}>
      {t('health.scope', { scope: t(`scopes.${name}`, { scope }), without })}
    </Notice>
  );
}

/** The page where the cause can be mended, and the sync that shows whether it is. */
function Mend({ link, text }: { link: 'google-admin' | 'google-api'; text: string }) {
  return (
    <>
      <LinkButton link={link}>{text}</LinkButton>
      <SyncAgain />
    </>
  );
}

/** “from 12:04”: when the cache was last complete. */
function useCacheAge(overview: GoogleOverview): string {
  const { t } = useTranslation('google');
  const runTime = useRunTime();
  const at = overview.lastCompleteRun?.endedAt ?? overview.lastCompleteRun?.startedAt ?? null;
  return at === null ? t('health.cacheEmpty') : t('health.cacheFrom', { when: runTime(at) });
}
