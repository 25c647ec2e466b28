import { TextInput } from '@mantine/core';
import { useState } from 'react';
import chips from '../../devices/filters/filters.module.css';
import { MOMENT_PRESETS, momentOf, momentText, presetMoment } from '../state/moments';
import type { WordKit } from '../words/kit';
import css from './date.module.css';

interface MomentBarProps {
  at: number;
  kit: WordKit;
  onChange(at: number): void;
}

/** Chooses the instant: a date and time, or a usual one at a click. */
export function MomentBar({ at, kit, onChange }: MomentBarProps) {
  const { t } = kit;
  return (
    <div className={css.moment}>
      {/* Another instant, chosen elsewhere, begins the field anew. */}
      <MomentField key={at} at={at} label={t('date.at')} onChange={onChange} />
      <fieldset className={css.presets}>
        <legend className="visually-hidden">{t('date.presets')}</legend>
        {MOMENT_PRESETS.map((preset) => (
          <button
            key={preset}
            type="button"
            className={chips.chip}
            onClick={() => onChange(presetMoment(preset, Date.now()))}
          >
            <span className={css.presetName}>{t(`date.preset.${preset}`)}</span>
          </button>
        ))}
      </fieldset>
    </div>
  );
}

interface MomentFieldProps {
  at: number;
  label: string;
  onChange(at: number): void;
}

/** What is typed counts once it is a whole instant and the field is left, or Enter is pressed. */
function MomentField({ at, label, onChange }: MomentFieldProps) {
  const [typed, setTyped] = useState(momentText(at));
  const choose = () => {
    const moment = momentOf(typed);
    if (moment !== null && momentText(at) !== typed) onChange(moment);
  };
  return (
    <TextInput
      type="datetime-local"
      className={css.field}
      aria-label={label}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={choose}
      onKeyDown={(event) => event.key === 'Enter' && choose()}
    />
  );
}
