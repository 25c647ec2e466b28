import type { Clock } from './ports.ts';

/** An answer that all share who ask for it within a moment. */
export interface Lately<Answer> {
  /** What is true now, or was less than the moment ago. Throws what the reading throws. */
  get(): Promise<Answer>;
  /** The next one who asks hears what is true from now on. */
  forget(): void;
}

/** `ms`: how old an answer may be, from the begin of its reading. One that failed is not kept. */
export function createLately<Answer>(
  { now }: Pick<Clock, 'now'>,
  ms: number,
  read: () => Promise<Answer>,
): Lately<Answer> {
  let last: { at: number; answer: Promise<Answer> } | null = null;
  return {
    get: () => {
      const at = now();
      // Also when the clock was set back.
      if (last !== null && Math.abs(at - last.at) < ms) return last.answer;
      const made = { at, answer: read() };
      last = made;
      made.answer.catch(() => {
        if (last === made) last = null;
      });
      return made.answer;
    },
    forget: () => {
      last = null;
    },
  };
}
