import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SyncRun } from '../../../../electron/bridge/domain';
import { type Format, useFormat } from '../../../format';
import { navigate } from '../../../stores/route';
import css from './runs.module.css';

/** Everything known about a run beyond its row: how it began, what was counted, why it ended so, what to do. */
export function RunDetail({ run }: { run: SyncRun }) {
  const { t } = useTranslation('google');
  const format = useFormat();
  return (
    <ul className={css.detail}>
      {run.reason === null || run.state === 'complete' || run.state === 'cancelled' ? null : (
        <li className={css.remedy}>{t(`remedy.${run.reason}`)}</li>
      )}
      <li>
        {t(`detail.${run.trigger}`)}: {span(run, format, t)}
      </li>
      {run.partitions === 0 ? null : (
        <>
          <li>{counts(run, format, t)}</li>
          <li>{parts(run, format, t)}</li>
        </>
      )}
      {run.detail === null ? null : (
        <li className={css.remedy}>
          {t('detail.words')} <code className="mono">{run.detail}</code>
        </li>
      )}
      {run.state === 'complete' ? <WhatChanged run={run} /> : null}
    </ul>
  );
}

/** The ways to what this run saw: against the run before it, and entry by entry. */
function WhatChanged({ run }: { run: SyncRun }) {
  const { t } = useTranslation('google');
  return (
    <li className={css.ways}>
      <Button onClick={() => navigate('activity', { tab: 'compare', to: run.id })}>
        {t('detail.changed')}
      </Button>
      <Button onClick={() => navigate('activity', { tab: 'history', run: run.id })}>
        {t('detail.seen')}
      </Button>
    </li>
  );
}

type Translate = ReturnType<typeof useTranslation<'google'>>['t'];

function span(run: SyncRun, format: Format, t: Translate): string {
  const from = format.dateTime(run.startedAt);
  return run.endedAt === null ? from : t('detail.from', { from, to: format.dateTime(run.endedAt) });
}

function counts(run: SyncRun, format: Format, t: Translate): string {
  const { expectedBefore: before, expectedAfter: after } = run;
  if (before !== null && after !== null) {
    return t('detail.counts', { before: format.number(before), after: format.number(after) });
  }
  const known = before ?? after;
  return known === null
    ? t('detail.noCount')
    : t('detail.countOnce', { count: known, n: format.number(known) });
}

function parts(run: SyncRun, format: Format, t: Translate): string {
  const total = format.number(run.partitions);
  return run.partitionsDone === run.partitions
    ? t('detail.partitions', { count: run.partitions, n: total })
    : t('detail.partitionsDone', { done: format.number(run.partitionsDone), total });
}
