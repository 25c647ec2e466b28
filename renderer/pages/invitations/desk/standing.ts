import type { Invitation } from '../../../../electron/bridge/domain';

/** How far the person at the desk has come, and since when (ms UTC). `key` names its text, `desk.standing.<key>`. */
export interface Standing {
  key: 'waiting' | 'opened' | 'begun' | 'used' | 'cancelled' | 'expired';
  at: number | null;
  /** Nothing is left to do at the desk. */
  done: boolean;
}

/** What the invitation tells of the person’s way. */
export function standingOf({ state, openedAt, begunAt, usedAt, endedAt }: Invitation): Standing {
  if (state === 'used') return { key: 'used', at: usedAt, done: true };
  if (state === 'cancelled' || state === 'expired') return { key: state, at: endedAt, done: true };
  if (begunAt !== null) return { key: 'begun', at: begunAt, done: false };
  if (openedAt !== null) return { key: 'opened', at: openedAt, done: false };
  return { key: 'waiting', at: null, done: false };
}
