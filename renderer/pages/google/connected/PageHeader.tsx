import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconBrandChrome, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { GoogleOverview } from '../../../../electron/bridge/domain';
import { errorText } from '../../../i18n';
import { useSyncProgress, useSyncStart } from '../../../queries/google';
import { healthOf, statusTone } from '../health';
import { ToneDot } from '../parts/ToneDot';
import css from './connected.module.css';
import { RunningSync } from './RunningSync';

/** Name and status of the connection, the sync button or the sync that is on, and the way to delete it. */
export function PageHeader({ overview, onDelete }: { overview: GoogleOverview; onDelete: () => void }) {
  const { t } = useTranslation('google');
  const progress = useSyncProgress();
  const status = progress === null ? overview.status : 'syncing';
  return (
    <header className={css.header}>
      <IconBrandChrome size={24} stroke={1.6} aria-hidden="true" />
      <h2>{t('name')}</h2>
      <span className={css.status} role="status">
        <ToneDot tone={statusTone(status)} />
        {t(`status.${status}`)}
      </span>
      <div className={css.headerActions}>
        {progress === null ? (
          <SyncNow syncing={status === 'syncing'} first={healthOf(overview) === null} />
        ) : (
          <RunningSync progress={progress} />
        )}
        <Button className={css.delete} onClick={onDelete}>
          {t('page.delete')}
        </Button>
      </div>
    </header>
  );
}

/** `first`: nothing else needs doing before, so it is the page's main button. */
function SyncNow({ syncing, first }: { syncing: boolean; first: boolean }) {
  const { t } = useTranslation('google');
  const start = useSyncStart();
  const onError = (error: unknown) =>
    notifications.show({ color: 'red', title: t('notify.syncFailed'), message: errorText(error) });
  return (
    <Button
      variant={first ? 'filled' : 'default'}
      leftSection={<IconRefresh size={15} aria-hidden="true" />}
      loading={syncing || start.isPending}
      onClick={() => start.mutate(undefined, { onError })}
    >
      {t('page.sync')}
    </Button>
  );
}
