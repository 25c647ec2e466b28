import { type ReactNode, useId } from 'react';
import css from './registration.module.css';

interface SectionProps {
  title: string;
  /** Where a button that mends something leads. */
  id?: string;
  /** Beside the title. */
  aside?: ReactNode;
  text?: string;
  children: ReactNode;
}

/** A part of the page under its name. */
export function Section({ title, id, aside, text, children }: SectionProps) {
  const named = useId();
  return (
    <section className={css.section} id={id} aria-labelledby={named}>
      <div className={css.sectionHead}>
        <h3 id={named}>{title}</h3>
        {aside}
      </div>
      {text !== undefined && <p className={css.quiet}>{text}</p>}
      {children}
    </section>
  );
}
