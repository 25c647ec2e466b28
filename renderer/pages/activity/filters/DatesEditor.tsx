import { useTranslation } from 'react-i18next';
import { dayOf, dayText, endOfDay } from '../../devices/filters/days';
import styles from '../../devices/filters/filters.module.css';
import css from './filters.module.css';

/** A span of days; both ends are included. */
export interface Dates {
  from: number | null;
  to: number | null;
}

const PRESETS = { today: 0, last7: 6, last30: 29 } as const;

/** Chooses a span of days: usual ones at a click, or dates. */
export function DatesEditor({ from, to, onChange }: Dates & { onChange(dates: Dates): void }) {
  const { t } = useTranslation('activity');
  const choose = (daysBefore: number) => {
    const first = new Date();
    first.setDate(first.getDate() - daysBefore);
    onChange({ from: first.setHours(0, 0, 0, 0), to: null });
  };
  return (
    <>
      <div className={css.presets}>
        {(['today', 'last7', 'last30'] as const).map((preset) => (
          <button key={preset} type="button" className={styles.chip} onClick={() => choose(PRESETS[preset])}>
            <span className={css.presetName}>{t(`filter.preset.${preset}`)}</span>
          </button>
        ))}
      </div>
      <div className={css.dates}>
        <label>
          {t('devices:filter.from')}
          <input
            type="date"
            value={dayText(from)}
            onChange={(event) => onChange({ from: dayOf(event.currentTarget.value), to })}
          />
        </label>
        <label>
          {t('devices:filter.to')}
          <input
            type="date"
            value={dayText(to)}
            onChange={(event) => onChange({ from, to: endOfDay(dayOf(event.currentTarget.value)) })}
          />
        </label>
      </div>
    </>
  );
}
