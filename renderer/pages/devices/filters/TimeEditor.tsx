import { Switch } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimeRange } from '../../../../electron/bridge/domain';
import { setFilter, useView } from '../state/view';
import { dayOf, dayText, endOfDay } from './days';
import styles from './filters.module.css';
import { AUTO_UPDATE_PRESETS, LAST_SYNC_PRESETS, type Preset, presetOf, rangeOf } from './presets';

type TimeFilter = 'lastSync' | 'autoUpdateUntil';

const PRESETS: Readonly<Record<TimeFilter, readonly Preset[]>> = {
  lastSync: LAST_SYNC_PRESETS,
  autoUpdateUntil: AUTO_UPDATE_PRESETS,
};

/** Chooses a time: usual ones at a click, or dates. */
export function TimeEditor({ name }: { name: TimeFilter }) {
  const { t } = useTranslation('devices');
  const range = useView((view) => view.filter[name]);
  const preset = range === undefined ? null : presetOf(range);
  const [custom, setCustom] = useState(range !== undefined && preset === null);
  // A range that is offered elsewhere only, such as “1 to 7 days ago”, is shown while it is chosen.
  const usual = PRESETS[name];
  const shown = preset === null || usual.includes(preset) ? usual : [...usual, preset];
  const choose = (next: Preset) => {
    setCustom(false);
    setFilter(name, { ...rangeOf(next, Date.now()), never: next === 'never' });
  };
  return (
    <>
      <fieldset className={styles.list}>
        <legend className="visually-hidden">{t(`filter.name.${name}`)}</legend>
        {shown.map((value) => (
          <label key={value} className={styles.option}>
            <input
              type="radio"
              name={name}
              checked={!custom && preset === value}
              onChange={() => choose(value)}
            />
            {t(`filter.preset.${name}.${value}`)}
          </label>
        ))}
        <label className={styles.option}>
          <input type="radio" name={name} checked={custom} onChange={() => setCustom(true)} />
          {t('filter.custom')}
        </label>
      </fieldset>
      {custom && <Dates name={name} range={range} />}
      {range !== undefined && preset !== 'never' && (
        <Switch
          className={styles.switch}
          checked={range.never ?? false}
          label={t(`filter.withNever.${name}`)}
          onChange={(event) => setFilter(name, { ...range, never: event.currentTarget.checked })}
        />
      )}
    </>
  );
}

function Dates({ name, range }: { name: TimeFilter; range: TimeRange | undefined }) {
  const { t } = useTranslation('devices');
  const from = range?.from ?? null;
  const to = range?.to ?? null;
  const set = (next: { from: number | null; to: number | null }) => {
    const empty = next.from === null && next.to === null;
    setFilter(name, empty ? undefined : { ...next, never: range?.never ?? false });
  };
  return (
    <div className={styles.dates}>
      <label>
        {t('filter.from')}
        <input
          type="date"
          value={dayText(from)}
          onChange={(event) => set({ from: dayOf(event.currentTarget.value), to })}
        />
      </label>
      <label>
        {t('filter.to')}
        <input
          type="date"
          value={dayText(to)}
          onChange={(event) => set({ from, to: endOfDay(dayOf(event.currentTarget.value)) })}
        />
      </label>
    </div>
  );
}
