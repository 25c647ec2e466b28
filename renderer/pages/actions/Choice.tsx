import { useId } from 'react';
import css from './actions.module.css';

interface ChoiceProps<T extends string> {
  label: string;
  hint: string;
  options: readonly { value: T; label: string }[];
  chosen: T | null;
  onChoose: (value: T) => void;
}

/** One of a few, all in sight. */
export function Choice<T extends string>({ label, hint, options, chosen, onChoose }: ChoiceProps<T>) {
  const id = useId();
  return (
    <fieldset className={css.choice} aria-describedby={`${id}-hint`}>
      <legend className={css.label}>{label}</legend>
      <p className={css.hint} id={`${id}-hint`}>
        {hint}
      </p>
      {options.map(({ value, label: text }, place) => (
        <label key={value} className={css.option}>
          <input
            type="radio"
            name={id}
            checked={value === chosen}
            data-autofocus={value === chosen || (chosen === null && place === 0) || undefined}
            onChange={() => onChoose(value)}
          />
          {text}
        </label>
      ))}
    </fieldset>
  );
}
