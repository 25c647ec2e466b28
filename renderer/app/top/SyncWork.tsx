import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { SyncProgress } from '../../../electron/bridge/domain';
import { type Format, useFormat } from '../../format';
import { useSyncCancel, useSyncProgress } from '../../queries/google';
import { formatRoute } from '../../stores/route';
import { Work } from './Work';

/** The running sync: “3 940 of 6 152 · 12 s left”. */
export function SyncWork() {
  const { t } = useTranslation('common');
  const format = useFormat();
  const progress = useSyncProgress();
  const cancel = useSyncCancel();
  if (progress === null) return null;
  return (
    <Work
      label={<a href={formatRoute({ page: 'google', params: {} })}>{t('work.sync')}</a>}
      name={t('work.sync')}
      part={partOf(progress)}
      text={progressText(progress, t, format)}
      cancelLabel={t('work.cancelSync')}
      onCancel={cancel.isPending ? null : () => cancel.mutate(undefined)}
    />
  );
}

function partOf({ phase, seen, expected }: SyncProgress): number | null {
  if (phase === 'counting' || expected === null || expected === 0) return null;
  return phase === 'listing' ? Math.min(1, seen / expected) : 1;
}

/** How far the run is, in words; what the provider makes us wait for comes first. */
export function progressText(progress: SyncProgress, t: TFunction, format: Format): string {
  const { waiting, phase, seen, expected, leftMs } = progress;
  if (waiting !== null) {
    return t(`common:work.waiting.${waiting.reason}`, { until: format.time(waiting.until) });
  }
  if (phase !== 'listing') return t(`common:work.phase.${phase}`);
  const counted =
    expected === null
      ? t('common:work.listed', { seen: format.number(seen) })
      : t('common:work.listedOf', { seen: format.number(seen), expected: format.number(expected) });
  return leftMs === null ? counted : t('common:work.withLeft', { counted, left: format.duration(leftMs) });
}
