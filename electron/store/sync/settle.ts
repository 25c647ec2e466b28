import type { Db } from '../database/connect.ts';
import { fillSearch } from '../search/fill.ts';
import { restoreIndex } from './indexes.ts';

/** What is left to do after a first fill, in pieces short enough to wait for. */
export interface Settler {
  /** Does one piece; false when nothing is left. */
  step(): boolean;
  /** Does all that is left. */
  finish(): void;
}

/**
 * Makes the indexes and fills the search index after a first fill, while no run is on: a run that begins at once
 * goes first. Until they are made, lists and searches read the rows, which is slower and right.
 */
export function settler(db: Db): Settler {
  const isFilling = db
    .prepare<[], number>('SELECT 1 FROM sync_runs WHERE direct = 1 AND holds_rows = 1 LIMIT 1')
    .pluck();
  const isRunning = db.prepare<[], number>("SELECT 1 FROM sync_runs WHERE state = 'running' LIMIT 1").pluck();
  const piece = db.transaction(() => isFilling.get() === undefined && (restoreIndex(db) || fillSearch(db)));
  return {
    step: () => isRunning.get() === undefined && piece.immediate(),
    finish: () => {
      while (piece.immediate());
    },
  };
}
