import { Select } from '@mantine/core';
import type { SyncRun } from '../../../../electron/bridge/domain';
import type { WordKit } from '../words/kit';
import css from './compare.module.css';

interface RunSelectProps {
  label: string;
  runs: readonly SyncRun[];
  chosen: SyncRun;
  kit: WordKit;
  /** Reads older runs; null when all are there. */
  readOlder: (() => void) | null;
  onChange(id: string): void;
}

const OLDER = 'older';

/** Chooses one of the complete syncs by its time, with what it counted. */
export function RunSelect({ label, runs, chosen, kit, readOlder, onChange }: RunSelectProps) {
  const { t } = kit;
  const byId = new Map(runs.map((run) => [run.id, run]));
  const options = runs.map(({ id, startedAt }, place) => {
    const twin = [runs[place - 1], runs[place + 1]].some((run) => isSameMinute(run?.startedAt, startedAt));
    return { value: id, label: momentOf(startedAt, twin, kit) };
  });
  const older = readOlder === null ? [] : [{ value: OLDER, label: t('compare.older') }];
  return (
    <Select
      className={css.run}
      aria-label={label}
      data={[...options, ...older]}
      value={chosen.id}
      maxDropdownHeight={360}
      comboboxProps={{ width: 340, position: 'bottom-start' }}
      withCheckIcon={false}
      onChange={(id) => {
        if (id === OLDER) readOlder?.();
        else if (id !== null) onChange(id);
      }}
      renderOption={({ option }) => {
        const run = byId.get(option.value);
        return (
          <span className={css.option}>
            <span>{option.label}</span>
            {run !== undefined && <span className={css.counts}>{countsOf(run, kit)}</span>}
          </span>
        );
      }}
    />
  );
}

/** With seconds where another sync began in the same minute. */
function momentOf(at: number, exactly: boolean, { format }: WordKit): string {
  return exactly ? format.dateTime(at) : `${format.date(at)}, ${format.time(at)}`;
}

function isSameMinute(one: number | undefined, other: number): boolean {
  return one !== undefined && Math.floor(one / 60_000) === Math.floor(other / 60_000);
}

function countsOf({ seen, changed }: SyncRun, { t, format }: WordKit): string {
  return t('compare.counts', { seen: format.number(seen), changed: format.number(changed ?? 0) });
}
