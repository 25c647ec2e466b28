import type { Target } from './command.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A target that was sent is asked for this soon the first time. */
export const FIRST_CHECK_MS = 3 * SECOND;
/** An outcome in doubt is looked into this soon. */
export const FIRST_RECONCILE_MS = 10 * SECOND;

/**
 * When to ask again for a target that was sent (ms UTC): its age doubles from one asking to the next, up to five
 * minutes; then less often the longer a device has been away, because commands may wait for years.
 */
export function nextFollowAt({ sentAt }: Pick<Target, 'sentAt'>, now: number): number {
  const age = sentAt === null ? 0 : now - sentAt;
  // A clock that was set back must not make us ask every few seconds until it has caught up.
  if (age < 0) return now + 5 * MINUTE;
  if (age >= 30 * DAY) return now + DAY;
  if (age >= 7 * DAY) return now + 6 * HOUR;
  if (age >= DAY) return now + HOUR;
  return now + Math.min(Math.max(age, FIRST_CHECK_MS), 5 * MINUTE);
}

/** No asking is put off for longer. */
export const LONGEST_WAIT_MS = DAY;

/**
 * True when it is time to ask. A time farther off than any we choose was chosen by a clock that ran ahead, and would
 * be waited for until it comes.
 */
export function isDue(checkAt: number, now: number): boolean {
  return checkAt <= now || checkAt > now + LONGEST_WAIT_MS;
}

/** Ages at which an unknown outcome is looked into; then daily. */
const RECONCILE_AGES = [FIRST_RECONCILE_MS, MINUTE, 10 * MINUTE, HOUR];
const RECONCILE_FOR_MS = 30 * DAY;

/**
 * When to look again at what became of a request whose answer was lost (ms UTC); null once only a person can tell.
 * A request that may never have left is looked into once more, a day later.
 */
export function nextReconcileAt(
  { sentAt, checkedAt }: Pick<Target, 'sentAt' | 'checkedAt'>,
  now: number,
): number | null {
  if (sentAt === null) return checkedAt === null ? now + DAY : null;
  const age = now - sentAt;
  // The clock was set back.
  if (age < 0) return now + HOUR;
  if (age > RECONCILE_FOR_MS) return null;
  const next = RECONCILE_AGES.find((at) => at > age);
  return next === undefined ? now + DAY : sentAt + next;
}

/** A provider that still has it open so long after its own time limit will not tell any more. */
const OVERDUE_MS = DAY;

/** True when the provider's own time limit has long passed without its word. */
export function isOverdue({ expiresAt }: Pick<Target, 'expiresAt'>, now: number): boolean {
  return expiresAt !== null && now > expiresAt + OVERDUE_MS;
}
