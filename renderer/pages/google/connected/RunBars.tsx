import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncRun } from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import { expectedOf, verdictTone } from '../verdict';
import { useRunTime } from './run-time';
import css from './runs.module.css';
import { useVerdict } from './use-verdict';

/** Two days of hourly runs. */
const BARS = 48;

interface RunBarsProps {
  /** Newest first. */
  runs: readonly SyncRun[];
  selected: string | null;
  onSelect: (id: string) => void;
}

/** Devices listed per run, oldest to the left. One stop for Tab; the arrows go from bar to bar. */
export function RunBars({ runs, selected, onSelect }: RunBarsProps) {
  const { t } = useTranslation('google');
  const group = useRef<HTMLFieldSetElement>(null);
  const shown = runs.slice(0, BARS).toReversed();
  const tallest = Math.max(1, ...shown.map((run) => Math.max(run.seen, expectedOf(run) ?? 0)));
  const stop = shown.find((run) => run.id === selected)?.id ?? shown.at(-1)?.id;
  const move = (event: KeyboardEvent) => {
    const bars = [...(group.current?.querySelectorAll('button') ?? [])];
    const focused = document.activeElement;
    const current = focused instanceof HTMLButtonElement ? bars.indexOf(focused) : -1;
    const next = target(event.key, current, bars.length);
    const bar = next === null ? undefined : bars[next];
    if (bar === undefined) return;
    event.preventDefault();
    bar.focus();
    bar.click();
  };
  return (
    <fieldset ref={group} className={css.bars} onKeyDown={move}>
      <legend className="visually-hidden">{t('runs.bars')}</legend>
      {shown.map((run) => (
        <Bar
          key={run.id}
          run={run}
          share={run.seen / tallest}
          selected={run.id === selected}
          stop={run.id === stop}
          onSelect={() => onSelect(run.id)}
        />
      ))}
    </fieldset>
  );
}

/** Which bar a key leads to; null when the key leads nowhere. */
function target(key: string, current: number, count: number): number | null {
  switch (key) {
    case 'ArrowLeft':
      return current - 1;
    case 'ArrowRight':
      return current + 1;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

interface BarProps {
  run: SyncRun;
  share: number;
  selected: boolean;
  stop: boolean;
  onSelect: () => void;
}

function Bar({ run, share, selected, stop, onSelect }: BarProps) {
  const { t } = useTranslation('google');
  const format = useFormat();
  const verdict = useVerdict();
  const when = useRunTime()(run.startedAt);
  const label = t('runs.bar', {
    when,
    verdict: verdict(run),
    count: run.seen,
    seen: format.number(run.seen),
  });
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={selected}
      title={label}
      tabIndex={stop ? 0 : -1}
      data-tone={verdictTone(run)}
      onClick={onSelect}
    >
      <i style={{ height: `${Math.max(5, share * 100)}%` }} />
    </button>
  );
}
