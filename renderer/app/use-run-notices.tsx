import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { useEffect } from 'react';
import type { SyncRun } from '../../electron/bridge/domain';
import { on } from '../bridge';
import { createFormat } from '../format';
import { verdictText } from '../pages/google/verdict';
import { navigate } from '../stores/route';
import css from './notices.module.css';

/**
 * Tells how the newest run ended: what needs a person stays until it is closed or another run ends, a run started
 * by hand says it is done. Only one such notice stands, so that a bad night does not hide what is told later.
 */
export function useRunNotices(): void {
  useEffect(() => {
    let told: string | null = null;
    const forget = () => {
      if (told !== null) notifications.hide(told);
    };
    const stop = on('sync.ended', (run) => {
      forget();
      tellEnd(run);
      told = run.id;
    });
    return () => {
      stop();
      forget();
    };
  }, []);
}

function tellEnd(run: SyncRun): void {
  if (run.state === 'incomplete' || run.state === 'failed') {
    notifications.show({
      id: run.id,
      color: run.state === 'failed' ? 'red' : 'yellow',
      title: i18next.t('common:notice.syncTitle'),
      message: <Attention run={run} />,
      autoClose: false,
    });
  } else if (run.state === 'complete' && run.trigger === 'manual') {
    const { number } = createFormat(i18next.language, i18next.t);
    notifications.show({
      id: run.id,
      color: 'accent',
      title: i18next.t('common:notice.syncTitle'),
      message: i18next.t('common:notice.syncDone', { count: run.seen, n: number(run.seen) }),
      autoClose: 4000,
    });
  }
}

function Attention({ run }: { run: SyncRun }) {
  const { key, reasonKey } = verdictText(run);
  const reason = reasonKey === null ? '' : i18next.t(`google:${reasonKey}`);
  const see = () => {
    notifications.hide(run.id);
    navigate('google');
  };
  return (
    <div className={css.attention}>
      <span>{i18next.t(`google:${key}`, { reason })}</span>
      <Button onClick={see}>{i18next.t('common:notice.seeRun')}</Button>
    </div>
  );
}
