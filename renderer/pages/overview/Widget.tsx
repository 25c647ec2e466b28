import { type ReactNode, useId } from 'react';
import css from './overview.module.css';

interface WidgetProps {
  title: string;
  /** What the figures are of. */
  hint?: string | undefined;
  /** Twelfths of the page's width. */
  span: 3 | 4 | 5 | 6 | 8;
  children: ReactNode;
}

/** One frame of the page. */
export function Widget({ title, hint, span, children }: WidgetProps) {
  const id = useId();
  return (
    <section className={css.widget} data-span={span} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {hint !== undefined && <p className={css.hint}>{hint}</p>}
      {children}
    </section>
  );
}
