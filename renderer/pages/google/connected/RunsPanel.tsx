import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncProgress, SyncRun } from '../../../../electron/bridge/domain';
import { errorText } from '../../../i18n';
import { useSyncProgress, useSyncRuns } from '../../../queries/google';
import { Notice } from '../parts/Notice';
import css from './connected.module.css';
import { RunBars } from './RunBars';
import { RunsTable } from './RunsTable';

/** The run that is on, as far as it is by now. */
function withProgress(run: SyncRun, progress: SyncProgress | null): SyncRun {
  if (run.state !== 'running' || progress?.runId !== run.id) return run;
  return { ...run, seen: progress.seen, pages: progress.pages };
}

/** The log of sync runs: a bar for each, a row for each; older ones are loaded when asked for. */
export function RunsPanel() {
  const { t } = useTranslation('google');
  const runs = useSyncRuns();
  const [selected, setSelected] = useState<string | null>(null);
  const progress = useSyncProgress();
  const list = (runs.data?.pages.flat() ?? []).map((run) => withProgress(run, progress));
  const toggle = (id: string) => setSelected((current) => (current === id ? null : id));
  return (
    <section className={css.runs} aria-labelledby="google-runs">
      <h3 id="google-runs">{t('runs.title')}</h3>
      {runs.error === null ? null : (
        <Notice
          tone="bad"
          live
          actions={<Button onClick={() => void runs.refetch()}>{t('tryAgain')}</Button>}
        >
          {errorText(runs.error)}
        </Notice>
      )}
      {runs.isSuccess && list.length === 0 ? <p className={css.empty}>{t('runs.empty')}</p> : null}
      {list.length === 0 ? null : (
        <>
          <RunBars runs={list} selected={selected} onSelect={setSelected} />
          <RunsTable runs={list} selected={selected} onToggle={toggle} />
        </>
      )}
      {runs.hasNextPage ? (
        <Button
          variant="subtle"
          color="gray"
          loading={runs.isFetchingNextPage}
          onClick={() => void runs.fetchNextPage()}
        >
          {t('runs.older')}
        </Button>
      ) : null}
    </section>
  );
}
