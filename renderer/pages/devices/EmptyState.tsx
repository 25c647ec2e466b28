import { Button } from '@mantine/core';
import { IconDeviceLaptop } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { report } from '../../components/report';
import { useFormat } from '../../format';
import { useSyncStart } from '../../queries/google';
import { navigate } from '../../stores/route';
import { useSearch } from '../../stores/search';
import styles from './devices.module.css';
import type { Notice } from './notices';
import { clearFilters } from './state/view';

/** What stands in the place of rows when there are none, with the next step. */
export function EmptyState({ notice }: { notice: Notice }) {
  const { t } = useTranslation('devices');
  const { kind } = notice;
  return (
    <div className={styles.empty} role="status">
      <IconDeviceLaptop size={28} stroke={1.3} aria-hidden />
      <h2>{t(`empty.${kind}.title`)}</h2>
      <p>{kind === 'arriving' ? <Arriving notice={notice} /> : t(`empty.${kind}.text`)}</p>
      <NextStep notice={notice} />
    </div>
  );
}

function Arriving({ notice }: { notice: Extract<Notice, { kind: 'arriving' }> }) {
  const { t } = useTranslation('devices');
  const format = useFormat();
  const { seen, expected } = notice;
  if (expected === null) return t('progress.soFar', { count: seen, seen: format.number(seen) });
  return t('progress.ofSoFar', { count: seen, seen: format.number(seen), expected: format.number(expected) });
}

function NextStep({ notice }: { notice: Notice }): ReactNode {
  const { t } = useTranslation('devices');
  const sync = useSyncStart();
  switch (notice.kind) {
    case 'unconnected':
      return (
        <div className={styles.ways}>
          <Button variant="filled" onClick={() => navigate('google')}>
            {t('empty.unconnected.action')}
          </Button>
          <Button onClick={() => navigate('users')}>{t('empty.unconnected.invite')}</Button>
        </div>
      );
    case 'unsynced':
    case 'noDevices':
      return (
        <Button
          variant="filled"
          loading={sync.isPending}
          onClick={() => sync.mutate(undefined, { onError: report })}
        >
          {t('action.syncNow')}
        </Button>
      );
    case 'nothingFound':
      return <Button onClick={showAll}>{t('empty.nothingFound.action')}</Button>;
    case 'arriving':
      return null;
  }
}

function showAll(): void {
  clearFilters();
  useSearch.getState().setText('');
}
