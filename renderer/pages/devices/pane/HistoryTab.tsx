import { IconHistory } from '@tabler/icons-react';
import { useMemo } from 'react';
import { toMusterError } from '../../../../electron/bridge/domain';
import { call } from '../../../bridge';
import { useHistory, useHistorySince } from '../../../queries/history';
import { navigate } from '../../../stores/route';
import { ExportButton } from '../../activity/parts/ExportButton';
import { useWordKit } from '../../activity/words/kit';
import { daysOf } from '../../activity/words/timeline';
import { useRunTimes } from '../../activity/words/use-run-times';
import { ReadFailed } from '../DataBanner';
import { ToolButton } from '../ToolButton';
import { dayName } from './day-name';
import css from './history.module.css';
import styles from './pane.module.css';
import { TimelineMoment } from './TimelineMoment';

const ENTRIES_AT_ONCE = 100;

interface HistoryTabProps {
  deviceId: string;
  /** What happened before is known where Google’s record tells it. */
  google?: boolean;
  now: number;
}

/** What happened to the device, newest first, by day. */
export function HistoryTab({ deviceId, google = false, now }: HistoryTabProps) {
  const kit = useWordKit(now);
  const { t } = kit;
  const runTimes = useRunTimes();
  const filter = useMemo(() => ({ deviceId }), [deviceId]);
  const rows = useHistory(filter, ENTRIES_AT_ONCE);
  const days = useMemo(() => daysOf(rows.list), [rows.list]);
  return (
    <section aria-label={t('pane.label')} aria-busy={rows.busy}>
      <div className={css.tools}>
        <ExportButton
          disabled={rows.count === 0}
          write={(format, signal) => call('history.export', { filter, format }, { signal })}
        />
        <ToolButton
          icon={<IconHistory size={15} stroke={1.6} aria-hidden />}
          title={t('pane.inActivityHint')}
          onClick={() => navigate('activity', { tab: 'history', device: deviceId })}
        >
          {t('pane.inActivity')}
        </ToolButton>
      </div>
      {rows.error !== null && <ReadFailed error={toMusterError(rows.error)} onRetry={rows.retry} />}
      {rows.ready && rows.count === 0 && <p className={css.end}>{t('pane.empty')}</p>}
      {days.map(({ start, moments }) => (
        <section key={start}>
          <h3 className={styles.group}>{dayName(start, kit)}</h3>
          <ol className={css.line}>
            {moments.map((moment) => (
              <TimelineMoment key={moment.id} moment={moment} kit={kit} runTimes={runTimes} />
            ))}
          </ol>
        </section>
      ))}
      {rows.hasMore && (
        <ToolButton className={css.older} disabled={rows.readingMore} onClick={rows.readMore}>
          {t('pane.older')}
        </ToolButton>
      )}
      {rows.ready && !rows.hasMore && <KeptSince google={google} kit={kit} />}
    </section>
  );
}

function KeptSince({ google, kit }: { google: boolean; kit: ReturnType<typeof useWordKit> }) {
  const { since } = useHistorySince();
  if (since === undefined) return null;
  const { t, format } = kit;
  return (
    <p className={css.end}>
      {since === null
        ? t('pane.endless')
        : t(google ? 'pane.end' : 'pane.endHere', { when: format.date(since) })}
    </p>
  );
}
