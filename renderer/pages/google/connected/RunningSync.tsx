import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { SyncProgress } from '../../../../electron/bridge/domain';
import { useNow } from '../../../components/use-now';
import { useFormat } from '../../../format';
import { errorText } from '../../../i18n';
import { useSyncCancel } from '../../../queries/google';
import css from './connected.module.css';
import { shareOf } from './progress';

/** The run that is on: how far it is, how long it will take, what it waits for, and its cancel button. */
export function RunningSync({ progress }: { progress: SyncProgress }) {
  const { t } = useTranslation('google');
  const cancel = useSyncCancel();
  const share = shareOf(progress);
  const onError = (error: unknown) =>
    notifications.show({ color: 'red', title: t('notify.cancelFailed'), message: errorText(error) });
  return (
    <div className={css.running}>
      <span role="status" className="visually-hidden">
        {t(`progress.phase.${progress.phase}`)}
      </span>
      <div className={css.runningText}>
        {progress.waiting === null ? <Figures progress={progress} /> : <Waiting waiting={progress.waiting} />}
        <div
          className={css.bar}
          role="progressbar"
          aria-label={t('progress.label')}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={share === null ? undefined : Math.round(share * 100)}
          data-unknown={share === null}
        >
          <i style={{ width: share === null ? undefined : `${share * 100}%` }} />
        </div>
      </div>
      <Button disabled={cancel.isPending} onClick={() => cancel.mutate(undefined, { onError })}>
        {t(cancel.isPending ? 'progress.cancelling' : 'progress.cancel')}
      </Button>
    </div>
  );
}

function Figures({ progress }: { progress: SyncProgress }) {
  const { t } = useTranslation('google');
  const format = useFormat();
  const { phase, seen, expected, pages, leftMs } = progress;
  if (phase !== 'listing') return <span>{t(`progress.phase.${phase}`)}…</span>;
  const parts = [
    expected === null
      ? t('progress.seen', { count: seen, n: format.number(seen) })
      : t('progress.seenOf', { seen: format.number(seen), expected: format.number(expected) }),
    t('progress.pages', { count: pages, n: format.number(pages) }),
    leftMs === null ? null : t('progress.left', { duration: format.duration(leftMs) }),
  ];
  return <span>{parts.filter((part) => part !== null).join(' · ')}</span>;
}

function Waiting({ waiting }: { waiting: NonNullable<SyncProgress['waiting']> }) {
  const { t } = useTranslation('google');
  const format = useFormat();
  const now = useNow(1000);
  const left = Math.max(1000, Math.ceil((waiting.until - now) / 1000) * 1000);
  return (
    <span className={css.late}>
      {t(`progress.waiting.${waiting.reason}`, { duration: format.duration(left) })}
    </span>
  );
}
