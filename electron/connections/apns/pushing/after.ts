import type { AppleRepository, DuePush } from '../../../store/contract/apple.ts';
import type { PushResult } from './result.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A device that was woken and has not come is woken again after so long; daily in the end. */
const AGAIN_MS = [10 * MINUTE_MS, HOUR_MS, 6 * HOUR_MS, DAY_MS];
/** Apple asks for 15 minutes at least after its own faults, and for more each time. */
const LATER_MS = [15 * MINUTE_MS, 30 * MINUTE_MS, HOUR_MS, 3 * HOUR_MS, 6 * HOUR_MS];

export type PushNote = Parameters<AppleRepository['notePushes']>[0][number];

/**
 * What is written down of a push, with when it is repeated. `at` (ms UTC) is when it was read as due. Null: nothing, it stays
 * due as it is.
 */
export function noteOf(due: DuePush, result: PushResult, at: number): PushNote | null {
  const note = { channel: due.channel, token: due.token, at, tried: true };
  switch (result.kind) {
    case 'taken':
      return { ...note, trouble: null, nextAt: at + step(AGAIN_MS, due.tries) };
    case 'dead':
      // An older word is about a token that has been renewed since.
      return {
        ...note,
        trouble: result.reason,
        nextAt: isGone(due, result) ? null : at + step(AGAIN_MS, due.tries),
      };
    case 'refused':
      return { ...note, trouble: result.reason, nextAt: null };
    case 'later':
      return {
        ...note,
        trouble: result.reason,
        nextAt: at + Math.max(result.afterMs ?? 0, step(LATER_MS, due.tries)),
      };
    case 'ours':
      return result.all ? null : { ...note, trouble: result.reason, nextAt: at + DAY_MS };
  }
}

/** Whether a word about a token is newer than the token itself. */
export function isGone({ tokenAt }: DuePush, { since }: { since: number | null }): boolean {
  return since === null || since > tokenAt;
}

function step(waits: readonly number[], tries: number): number {
  return waits[Math.min(tries, waits.length - 1)] ?? DAY_MS;
}
