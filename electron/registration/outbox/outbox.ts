import { createBell } from '../../model/bell.ts';
import { MusterError, type SerializedError, serializeError } from '../../model/errors.ts';
import type { MailOverview } from '../../model/mail.ts';
import { createTurns } from '../../model/turns.ts';
import { LONGEST_PAUSE_MS } from './after.ts';
import type { OutboxDeps } from './deps.ts';
import { takeLease } from './lease.ts';
import { createPace } from './pace.ts';
import { isDue, runShift } from './shift.ts';
import { createTrouble } from './trouble.ts';

export type { OutboxDeps } from './deps.ts';

/**
 * Sends what waits: one program at a time (a lease), at the pace set, each mail once. What a mail says is made when it
 * leaves, its PIN or temporary password with it.
 */
export interface Outbox {
  /** Begins; called in a program that stays (the window, `muster listen`). */
  start(): void;
  /** Looks at once. */
  wake(): void;
  /**
   * Sends until nothing is due any more (`muster invite`); answers how many were sent. What keeps mails from leaving
   * is told by `trouble`.
   */
  drain(signal: AbortSignal, onProgress: (sent: number) => void): Promise<number>;
  /** Why mails wait at the moment; null when nothing keeps them. */
  trouble(): MailOverview['trouble'];
  /** Waits for the mail that is being handed over. */
  close(): Promise<void>;
}

/** Without a ring the file is looked at this often. */
const LOOK_MS = 60_000;
/** Another program is at it, or the file could not be read: tried again after this. */
const RETRY_MS = 10_000;
/** And never sooner again than this. */
const BREATH_MS = 50;
/** A mail that is being handed over is waited for this long when the program ends. */
const LAST_WAIT_MS = 10_000;

/** What a look came to: nothing (more) to send now, nothing can be sent, or another program does it. */
type Looked = 'done' | 'stuck' | 'elsewhere';

export function createOutbox(deps: OutboxDeps): Outbox {
  const { mails, clock } = deps;
  const closing = new AbortController();
  const cut = new AbortController();
  const bell = createBell(clock);
  const pace = createPace(clock, closing.signal);
  const inTurn = createTurns();
  const trouble = createTrouble(deps);
  let running: Promise<void> | null = null;

  const look = async (over: AbortSignal, sent: () => void): Promise<Looked> => {
    const { queued, nextAt, lastSentAt } = await mails.standing();
    if (queued === 0) {
      trouble.forget();
      return 'done';
    }
    // Nothing is put off for so long: the clock has been set back since.
    if (nextAt !== null && nextAt > clock.now() + LONGEST_PAUSE_MS) await mails.hurry(clock.now());
    const perMinute = await obstacleOrPace(deps);
    if (typeof perMinute !== 'number') {
      trouble.missing(perMinute, LOOK_MS);
      return 'stuck';
    }
    trouble.found();
    const lease = await takeLease(deps);
    if (lease === null) return 'elsewhere';
    try {
      const cutOff = await mails.cutOff({ owner: lease.owner, at: clock.now() });
      if (cutOff > 0) deps.changed();
      if (cutOff > 0 || lastSentAt !== null) pace.leftElsewhere(perMinute, cutOff > 0 ? null : lastSentAt);
      await runShift({ deps, lease, pace, perMinute, trouble, over, cut: cut.signal, sent });
    } finally {
      await lease.release();
    }
    return 'done';
  };
  /** How long nothing has to be looked at, in ms. */
  const untilNext = async (): Promise<number> => {
    const { nextAt } = await mails.standing();
    return nextAt === null ? LOOK_MS : Math.min(LOOK_MS, Math.max(BREATH_MS, nextAt - clock.now()));
  };
  const run = async (): Promise<void> => {
    const { signal } = closing;
    while (!signal.aborted) {
      const wait = await inTurn(() => look(signal, () => undefined))
        .then((looked) => (looked === 'done' ? untilNext() : looked === 'stuck' ? LOOK_MS : RETRY_MS))
        .catch((error: unknown) => {
          deps.log(`mails could not be sent: ${String(error)}`);
          return RETRY_MS;
        });
      await bell.wait(wait, signal);
    }
  };
  return {
    start: () => {
      running ??= run();
    },
    wake: bell.ring,
    drain: async (signal, onProgress) => {
      const over = AbortSignal.any([closing.signal, signal]);
      let sent = 0;
      const count = (): void => onProgress(++sent);
      while (!over.aborted && (await isDue(deps))) {
        const looked = await inTurn(() => look(over, count));
        if (looked === 'stuck') break;
        if (looked === 'elsewhere') await clock.sleep(RETRY_MS, over).catch(() => undefined);
      }
      return sent;
    },
    trouble: trouble.now,
    close: async () => {
      closing.abort();
      const done = new AbortController();
      const limit = clock.sleep(LAST_WAIT_MS, done.signal).then(() => cut.abort());
      limit.catch(() => undefined);
      await running;
      await inTurn(async () => undefined);
      done.abort();
    },
  };
}

/** How many mails a minute may leave, or why none can. */
async function obstacleOrPace({ pace, links }: OutboxDeps): Promise<number | SerializedError> {
  try {
    const perMinute = await pace();
    if (perMinute === null) return serializeError(new MusterError('mail_not_set'));
    await links.ready();
    return perMinute;
  } catch (error) {
    return serializeError(error);
  }
}
