import { useTranslation } from 'react-i18next';
import type { SyncRun } from '../../../electron/bridge/domain';
import { useNow } from '../../components/use-now';
import { useFormat } from '../../format';
import { useSyncRuns } from '../../queries/google';
import { navigate } from '../../stores/route';
import { useRunTime } from '../google/connected/run-time';
import { useVerdict } from '../google/connected/use-verdict';
import { expectedOf, verdictTone } from '../google/verdict';
import css from './overview.module.css';
import { runsSince, runTotals } from './runs';
import { Widget } from './Widget';

/** The runs of the last two days: how much each listed, and how many did not end well. */
export function SyncsWidget() {
  const { t } = useTranslation('overview');
  const now = useNow(60_000);
  const runs = runsSince(useSyncRuns().data?.pages.flat() ?? [], now);
  const totals = runTotals(runs);
  const words = (['complete', 'incomplete', 'failed', 'other'] as const)
    .filter((kind) => totals[kind] > 0)
    .map((kind) => t(`syncs.${kind}`, { count: totals[kind] }))
    .join(' · ');
  return (
    <Widget title={t('syncs.title')} hint={t('syncs.hint')} span={5}>
      {runs.length === 0 ? (
        <p className={css.calm}>{t('syncs.none')}</p>
      ) : (
        <Strip runs={runs} label={t('syncs.label', { words })} />
      )}
      <div className={css.under}>
        <span>{words}</span>
        <button type="button" className={css.link} onClick={() => navigate('google')}>
          {t('syncs.see')}
        </button>
      </div>
    </Widget>
  );
}

function Strip({ runs, label }: { runs: readonly SyncRun[]; label: string }) {
  const { t } = useTranslation('google');
  const format = useFormat();
  const verdict = useVerdict();
  const when = useRunTime();
  const tallest = Math.max(1, ...runs.map((run) => Math.max(run.seen, expectedOf(run) ?? 0)));
  return (
    <div className={css.strip} role="img" aria-label={label}>
      {runs.map((run) => (
        <i
          key={run.id}
          data-tone={verdictTone(run)}
          style={{ height: `${Math.max(6, (run.seen / tallest) * 100)}%` }}
          title={t('runs.bar', {
            when: when(run.startedAt),
            verdict: verdict(run),
            count: run.seen,
            seen: format.number(run.seen),
          })}
        />
      ))}
    </div>
  );
}
