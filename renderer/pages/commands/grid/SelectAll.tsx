// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid cannot be a table element; the grid itself holds the focus
// biome-ignore-all lint/a11y/useFocusableInteractive: a virtual grid cannot be a table element; the grid itself holds the focus
import table from '../../devices/table/table.module.css';
import css from './grid.module.css';

interface SelectAllProps {
  label: string;
  /** How many rows are picked, and how many there are; null while that is not known. */
  count: number;
  total: number | null;
  onAll: () => void;
  onNone: () => void;
}

/** The box in a table’s head: picks every row, or drops those that are picked. */
export function SelectAll({ label, count, total, onAll, onNone }: SelectAllProps) {
  const all = count > 0 && count === total;
  return (
    <div role="columnheader" aria-colindex={1} className={`${table.check} ${css.pinned}`}>
      <input
        type="checkbox"
        aria-label={label}
        title={label}
        checked={all}
        ref={(box) => {
          if (box !== null) box.indeterminate = count > 0 && !all;
        }}
        onChange={() => (count > 0 ? onNone() : onAll())}
      />
    </div>
  );
}
