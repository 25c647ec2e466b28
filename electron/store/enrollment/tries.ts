import { pauseAfter } from '../../model/pin.ts';
import { type Db, durably } from '../database/connect.ts';
import type { AccessRepository } from '../registration-contract.ts';
import { isPaused } from './pauses.ts';

type Input<Name extends 'tryOut' | 'takeTurn'> = Parameters<AccessRepository[Name]>[0];
interface Row {
  count: number;
  pausedUntil: number;
  at: number;
}

const DAY_MS = 86_400_000;
const PUT = `INSERT INTO tries (key, count, paused_until, at) VALUES (?, ?, ?, ?)
  ON CONFLICT (key) DO UPDATE SET count = excluded.count, paused_until = excluded.paused_until, at = excluded.at`;
/** Tries and turns share a table, not their keys. */
const tryKey = (key: string): string => `try:${key}`;
const turnKey = (key: string): string => `turn:${key}`;

/** Counts of tries and turns; see AccessRepository for each. */
export function tryCounts(db: Db) {
  const find = db.prepare<[string], Row>(
    'SELECT count, paused_until AS pausedUntil, at FROM tries WHERE key = ?',
  );
  const put = db.prepare<[string, number, number, number]>(PUT);
  const giveBack = db.prepare<[string]>('UPDATE tries SET count = count - 1 WHERE key = ? AND count > 0');
  const forget = db.prepare<[string]>('DELETE FROM tries WHERE key = ?');
  return {
    tryOut: ({ key, at, free, pauseMs }: Input<'tryOut'>): boolean =>
      durably(db, () => {
        const before = find.get(tryKey(key));
        if (before !== undefined && isPaused(before.pausedUntil, at, pauseMs)) return false;
        const known = before === undefined || at - before.at >= DAY_MS ? 0 : before.count;
        const pause = pauseAfter(known + 1, free);
        put.run(tryKey(key), known + 1, at + (pause === 0 ? 0 : (pauseMs ?? pause)), at);
        return true;
      }),
    forgetTries: (key: string): void => {
      durably(db, () => forget.run(tryKey(key)));
    },
    takeTurn: ({ key, at, most, windowMs }: Input<'takeTurn'>): boolean =>
      durably(db, () => {
        const before = find.get(turnKey(key));
        // A window that ends later than it could was begun before the clock was set back.
        const runs = before !== undefined && before.pausedUntil > at && before.pausedUntil <= at + windowMs;
        const taken = runs ? before.count : 0;
        if (taken >= most) return false;
        put.run(turnKey(key), taken + 1, runs ? before.pausedUntil : at + windowMs, at);
        return true;
      }),
    giveTurnBack: (key: string): void => {
      durably(db, () => giveBack.run(turnKey(key)));
    },
  };
}

/** Deletes tries a day old, and turns whose window has passed. Part of a transaction. */
export function sweepTries(db: Db, at: number): void {
  db.prepare<[object]>(
    `DELETE FROM tries WHERE paused_until <= @at AND (key GLOB 'turn:*' OR at <= @at - ${DAY_MS})`,
  ).run({ at });
}
