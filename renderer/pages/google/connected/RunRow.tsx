import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncRun } from '../../../../electron/bridge/domain';
import { type Format, useFormat } from '../../../format';
import { ToneDot } from '../parts/ToneDot';
import { durationOf, expectedOf, verdictTone } from '../verdict';
import { RunDetail } from './RunDetail';
import { FIGURES } from './RunsTable';
import { useRunTime } from './run-time';
import css from './runs.module.css';
import { useVerdict } from './use-verdict';

interface RunRowProps {
  run: SyncRun;
  open: boolean;
  onToggle: () => void;
}

/** One run; open, a second row tells the rest. */
export function RunRow({ run, open, onToggle }: RunRowProps) {
  const { t } = useTranslation('google');
  const format = useFormat();
  const verdict = useVerdict()(run);
  const when = useRunTime()(run.startedAt);
  const row = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (open) row.current?.scrollIntoView({ block: 'nearest' });
  }, [open]);
  const detailId = `run-${run.id}`;
  const figures = figuresOf(run, format);
  return (
    <>
      <tr ref={row} className={css.row} data-open={open}>
        <td>
          <button
            type="button"
            className={css.toggle}
            aria-expanded={open}
            aria-controls={open ? detailId : undefined}
            aria-label={t('runs.details', { when })}
            title={format.dateTime(run.startedAt)}
            onClick={onToggle}
          >
            {when}
          </button>
        </td>
        <td className={css.verdict}>
          <span>
            <ToneDot tone={verdictTone(run)} />
            <span>{verdict}</span>
          </span>
        </td>
        {FIGURES.map((name) => (
          <td key={name} className={css.figure}>
            {figures[name]}
          </td>
        ))}
      </tr>
      {open ? (
        <tr className={css.detailRow} id={detailId}>
          <td colSpan={FIGURES.length + 2}>
            <RunDetail run={run} />
          </td>
        </tr>
      ) : null}
    </>
  );
}

/** What is not known stays empty. */
function figuresOf(run: SyncRun, format: Format): Record<(typeof FIGURES)[number], string> {
  const number = (value: number | null) => (value === null ? '' : format.number(value));
  const took = durationOf(run);
  return {
    expected: number(expectedOf(run)),
    seen: number(run.seen),
    pages: number(run.pages),
    added: number(run.added),
    changed: number(run.changed),
    vanished: number(run.vanished),
    took: took === null ? '' : format.duration(took),
  };
}
