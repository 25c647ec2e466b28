import { useFormat } from '../../../format';
import styles from './filters.module.css';

export interface Option {
  value: string;
  label: string;
  count: number | null;
  /** Stands below the option before it, as a part of it. */
  inner?: boolean;
}

interface CheckListProps {
  label: string;
  options: readonly Option[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

/** Values to tick, each with its count. */
export function CheckList({ label, options, chosen, onChange }: CheckListProps) {
  const format = useFormat();
  const toggle = (value: string) =>
    onChange(chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value]);
  return (
    <fieldset className={styles.list}>
      <legend className="visually-hidden">{label}</legend>
      {options.map(({ value, label: name, count, inner }) => (
        <label key={value} className={styles.option} data-inner={inner || undefined}>
          <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} />
          <span className={styles.optionName}>{name}</span>
          {count !== null && <span className={styles.optionCount}>{format.number(count)}</span>}
        </label>
      ))}
    </fieldset>
  );
}
