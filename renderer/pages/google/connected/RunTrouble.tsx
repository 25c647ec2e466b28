import { useTranslation } from 'react-i18next';
import type { SyncRun } from '../../../../electron/bridge/domain';
import { Notice } from '../parts/Notice';
import { SyncAgain } from './SyncAgain';

interface RunTroubleProps {
  kind: 'incomplete' | 'failed' | 'cancelled';
  run: SyncRun;
}

/** The last run did not end complete: why, and what to do about it. */
export function RunTrouble({ kind, run }: RunTroubleProps) {
  const { t } = useTranslation('google');
  const reason = run.reason === null ? '' : t(`reason.${run.reason}`);
  const tone = { incomplete: 'warn', failed: 'bad', cancelled: 'info' } as const;
  return (
    <Notice tone={tone[kind]} actions={<SyncAgain />}>
      {t(run.state === 'cancelled' && run.reason !== null ? 'health.kept' : `health.${kind}`, { reason })}
      {run.reason === null || run.state === 'cancelled' ? null : <span>{t(`remedy.${run.reason}`)}</span>}
    </Notice>
  );
}
