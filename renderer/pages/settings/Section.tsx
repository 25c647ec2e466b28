import { type ReactNode, useId } from 'react';
import css from './settings.module.css';

/** A group of settings under its name. */
export function Section({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className={css.section} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {text !== undefined && <p>{text}</p>}
      <div className={css.rows}>{children}</div>
    </section>
  );
}

interface RowProps {
  label: string;
  /** What the setting does, or its value where it cannot be changed. */
  text?: ReactNode;
  /** The id of the control, so that the label names it. */
  controlId?: string;
  children?: ReactNode;
}

/** One setting: its name and meaning on the left, its control on the right. */
export function Row({ label, text, controlId, children }: RowProps) {
  return (
    <div className={css.row}>
      <div className={css.rowText}>
        {controlId === undefined ? <b>{label}</b> : <label htmlFor={controlId}>{label}</label>}
        {text !== undefined && <span>{text}</span>}
      </div>
      {children !== undefined && <div className={css.rowControl}>{children}</div>}
    </div>
  );
}
