import { statSync } from 'node:fs';
import { type Db, LONG_LOG } from '../database/connect.ts';
import { isSearchReady } from '../database/state.ts';
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
 * goes first. Until they are made, lists and searches read the rows, which is slower and right. The log that a
 * run leaves is folded into the file last.
 */
export function settler(db: Db): Settler {
  const isFilling = db
    .prepare<[], number>('SELECT 1 FROM sync_runs WHERE direct = 1 AND holds_rows = 1 LIMIT 1')
    .pluck();
  const isRunning = db.prepare<[], number>("SELECT 1 FROM sync_runs WHERE state = 'running' LIMIT 1").pluck();
  const hasDeferred = db.prepare<[], number>('SELECT 1 FROM deferred_indexes LIMIT 1').pluck();
  const piece = db.transaction(() => restoreIndex(db) || fillSearch(db));
  /** Asked before the file is locked, so that nobody is waited for in vain. */
  const isDue = () =>
    (hasDeferred.get() !== undefined || !isSearchReady(db)) && isFilling.get() === undefined;
  const foldLog = logFolder(db);
  return {
    step: () => {
      if (isRunning.get() !== undefined) return false;
      if (isDue()) return piece.immediate();
      foldLog();
      return false;
    },
    finish: () => {
      while (isDue()) piece.immediate();
    },
  };
}

/** Folds a long log into the file, once for each time it was written: the next write makes it short again. */
function logFolder(db: Db): () => void {
  let foldedAt = 0;
  return () => {
    const log = statSync(`${db.name}-wal`, { throwIfNoEntry: false });
    if (log === undefined || log.size <= LONG_LOG || log.mtimeMs === foldedAt) return;
    db.pragma('wal_checkpoint(PASSIVE)');
    foldedAt = log.mtimeMs;
  };
}
