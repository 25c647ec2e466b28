import type { SerializedError } from '../../model/errors.ts';
import type { MailOverview } from '../../model/mail.ts';
import { LONGEST_PAUSE_MS, pauseAfterTries } from './after.ts';
import type { OutboxDeps } from './deps.ts';

/** What keeps all mails from leaving, as it was last met. */
export interface Trouble {
  now(): MailOverview['trouble'];
  /** The server cannot be used: answers until when all wait (ms UTC), longer each time in a row. */
  stuck(error: SerializedError): number;
  /** It is not the server, something is missing here; it is looked for again after `ms`. */
  missing(error: SerializedError, ms: number): void;
  /** What was missing here is there. */
  found(): void;
  /** Nothing keeps them. */
  forget(): void;
}

export function createTrouble({ clock, changed }: Pick<OutboxDeps, 'clock' | 'changed'>): Trouble {
  let now: MailOverview['trouble'] = null;
  let failures = 0;
  let isHere = false;
  const set = (error: SerializedError, ms: number): number => {
    const at = clock.now();
    now = { error, at, nextAt: at + ms };
    return at + ms;
  };
  const forget = (): void => {
    now = null;
    failures = 0;
    isHere = false;
  };
  return {
    now: () => now,
    stuck: (error) => {
      const left = now === null || isHere ? 0 : now.nextAt - clock.now();
      // Tried before its time, because of a new mail or at a person’s word: that makes no pause longer.
      const isEarly = left > 0 && left <= LONGEST_PAUSE_MS;
      isHere = false;
      return set(error, isEarly ? left : pauseAfterTries(++failures));
    },
    missing: (error, ms) => {
      const isNew = now?.error.code !== error.code;
      isHere = true;
      set(error, ms);
      if (isNew) changed();
    },
    found: () => {
      if (isHere) forget();
    },
    forget,
  };
}
