import type { Tone } from '../verdict';
import css from './parts.module.css';

/** A dot in the colour of a state; the state's words always stand beside it. */
export function ToneDot({ tone }: { tone: Tone }) {
  return <span className={css.dot} data-tone={tone} aria-hidden="true" />;
}
