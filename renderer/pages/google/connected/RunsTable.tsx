import { useTranslation } from 'react-i18next';
import type { SyncRun } from '../../../../electron/bridge/domain';
import { RunRow } from './RunRow';
import css from './runs.module.css';

interface RunsTableProps {
  runs: readonly SyncRun[];
  selected: string | null;
  onToggle: (id: string) => void;
}

/** The columns after the verdict: figures, right-aligned. */
export const FIGURES = ['expected', 'seen', 'pages', 'added', 'changed', 'vanished', 'took'] as const;

/** The runs, newest first; choosing one unfolds what is known about it. */
export function RunsTable({ runs, selected, onToggle }: RunsTableProps) {
  const { t } = useTranslation('google');
  return (
    <div className={css.scroll}>
      <table className={css.table} aria-labelledby="google-runs">
        <thead>
          <tr>
            <th scope="col">{t('runs.started')}</th>
            <th scope="col" className={css.wide}>
              {t('runs.verdict')}
            </th>
            {FIGURES.map((name) => (
              <th key={name} scope="col" className={css.figure}>
                {t(`runs.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <RunRow key={run.id} run={run} open={run.id === selected} onToggle={() => onToggle(run.id)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
