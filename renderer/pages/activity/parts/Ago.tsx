import type { WordKit } from '../words/kit';
import css from './parts.module.css';

/** A time told as a distance from now, with the exact moment on hover. */
export function Ago({ at, kit }: { at: number; kit: WordKit }) {
  return (
    <time className={css.ago} dateTime={new Date(at).toISOString()} title={kit.format.dateTime(at)}>
      {kit.format.relative(at, kit.now)}
    </time>
  );
}
