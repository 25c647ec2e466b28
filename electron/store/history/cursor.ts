import { MusterError } from '../../model/errors.ts';

/** Where an entry comes from; of one instant, those with the higher rank come first. */
export const RANK = { provider: 0, command: 1, history: 2 } as const;
export type Rank = (typeof RANK)[keyof typeof RANK];

/** The place of an entry in the timeline, which goes from the newest to the oldest. */
export interface TimelinePlace {
  at: number;
  rank: Rank;
  /** The number of the row among those of its rank. */
  seq: number;
}

/** The text of a place, to go on from there. */
export function cursorOf({ at, rank, seq }: TimelinePlace): string {
  return `${at}.${rank}.${seq}`;
}

/** The place of a cursor, null for the beginning. Throws `internal` for a text that is none. */
export function placeOf(cursor: string | null): TimelinePlace | null {
  if (cursor === null) return null;
  const [, at, rank, seq] = /^(-?\d+)\.([012])\.(\d+)$/.exec(cursor) ?? [];
  if (at === undefined) throw new MusterError('internal', { reason: 'not a cursor of a timeline' });
  return { at: Number(at), rank: rankOf(Number(rank)), seq: Number(seq) };
}

function rankOf(rank: number): Rank {
  if (rank === RANK.history) return RANK.history;
  return rank === RANK.command ? RANK.command : RANK.provider;
}

/** Compares so that the newest comes first. */
export function byNewest(a: TimelinePlace, b: TimelinePlace): number {
  return b.at - a.at || b.rank - a.rank || b.seq - a.seq;
}

/**
 * The latest instant, and the number below which rows of that instant are, that rows of a rank may have to come
 * after a place. As bounds for `at < @at OR at = @at AND seq < @seq`.
 */
export function boundsAfter(place: TimelinePlace | null, rank: Rank): { at: number; seq: number } {
  if (place === null) return { at: Number.MAX_SAFE_INTEGER, seq: Number.MAX_SAFE_INTEGER };
  if (rank === place.rank) return { at: place.at, seq: place.seq };
  return { at: place.at, seq: rank < place.rank ? Number.MAX_SAFE_INTEGER : 0 };
}
