import { CopyValue } from './CopyValue';
import css from './parts.module.css';

interface CopyFieldProps {
  label: string;
  /** Null while the value is not known; `placeholder` says when it will be. */
  value: string | null;
  placeholder?: string;
}

/** A value to paste elsewhere, in a tabular face, with a button to copy it. */
export function CopyField({ label, value, placeholder }: CopyFieldProps) {
  return (
    <div className={css.copyField}>
      <span className={css.copyLabel}>{label}</span>
      <div className={css.copyBox}>
        {value === null ? (
          <span className={css.pending}>{placeholder}</span>
        ) : (
          <>
            <code className="mono">{value}</code>
            <CopyValue value={value} what={label} />
          </>
        )}
      </div>
    </div>
  );
}
