import { IconAlertTriangle, IconCloudOff, IconRefresh } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { MusterError } from '../../../electron/bridge/domain';
import { report } from '../../components/report';
import { type Format, useFormat } from '../../format';
import { errorText } from '../../i18n';
import { useSyncStart } from '../../queries/google';
import { navigate } from '../../stores/route';
import styles from './devices.module.css';
import type { Banner } from './notices';
import { ToolButton } from './ToolButton';

/** One line above the table when its rows are not all there or not from now, with the next step. */
export function DataBanner({ banner }: { banner: Banner }) {
  const { t } = useTranslation('devices');
  const format = useFormat();
  const quiet = banner.kind === 'offline' || banner.kind === 'firstRun';
  const Sign = banner.kind === 'offline' ? IconCloudOff : quiet ? IconRefresh : IconAlertTriangle;
  return (
    <div className={styles.banner} data-quiet={quiet || undefined} role="status">
      <Sign size={15} stroke={1.7} aria-hidden />
      <span>{bannerText(banner, t, format)}</span>
      <NextStep banner={banner} />
    </div>
  );
}

/** The rows could not be read from the cache: why, and another try. */
export function ReadFailed({ error, onRetry }: { error: MusterError; onRetry: () => void }) {
  const { t } = useTranslation('devices');
  return (
    <div className={styles.banner} role="alert">
      <IconAlertTriangle size={15} stroke={1.7} aria-hidden />
      <span>{errorText(error)}</span>
      <ToolButton onClick={onRetry}>{t('action.tryAgain')}</ToolButton>
    </div>
  );
}

function NextStep({ banner }: { banner: Banner }) {
  const { t } = useTranslation('devices');
  const sync = useSyncStart();
  switch (banner.kind) {
    case 'firstRun':
    case 'offline':
      return null;
    case 'incomplete':
    case 'failed':
      return (
        <ToolButton disabled={sync.isPending} onClick={() => sync.mutate(undefined, { onError: report })}>
          {t('action.syncAgain')}
        </ToolButton>
      );
    case 'held':
    case 'locked':
      return <ToolButton onClick={() => navigate('google')}>{t(`action.${banner.kind}`)}</ToolButton>;
  }
}

function bannerText(banner: Banner, t: TFunction, format: Format): string {
  switch (banner.kind) {
    case 'firstRun':
      return progressText(banner, t, format);
    case 'incomplete':
      return sentences(incompleteText(banner, t, format), sinceText('kept', banner.since, t, format));
    case 'held':
      return sentences(
        t('banner.held', { count: banner.seen, seen: format.number(banner.seen) }),
        sinceText('kept', banner.since, t, format),
      );
    case 'failed':
    case 'offline':
    case 'locked':
      return sentences(t(`banner.${banner.kind}`), sinceText('from', banner.since, t, format));
  }
}

function progressText(
  { seen, expected }: Extract<Banner, { kind: 'firstRun' }>,
  t: TFunction,
  format: Format,
) {
  if (expected === null) return t('progress.soFar', { count: seen, seen: format.number(seen) });
  return t('progress.ofSoFar', { count: seen, seen: format.number(seen), expected: format.number(expected) });
}

function incompleteText(
  { seen, expected }: Extract<Banner, { kind: 'incomplete' }>,
  t: TFunction,
  format: Format,
): string {
  if (expected === null || expected === seen) return t('banner.incompleteUncounted');
  return t('banner.incomplete', {
    count: seen,
    seen: format.number(seen),
    expected: format.number(expected),
  });
}

function sinceText(key: 'kept' | 'from', since: number | null, t: TFunction, format: Format): string {
  return since === null ? '' : t(`banner.${key}`, { when: format.relative(since) });
}

function sentences(...parts: string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}
