import type { HistoryEntry, HistoryFilter, HistoryInput, HistoryPage } from '../../model/history.ts';
import type { Db } from '../database/connect.ts';
import { readTargets } from './command-source.ts';
import { byNewest, cursorOf, placeOf, type TimelinePlace } from './cursor.ts';
import { readRegistration } from './provider-source.ts';
import { type Placed, readRows } from './row-source.ts';
import { defineFold, type HistoryText, historyText } from './text.ts';

/** Entries read at a time for a stream. */
const STRETCH = 1000;

/**
 * Pages of the timeline, newest first. A target of a command stands where something last happened to it (its end,
 * else its sending, else the command's confirmation), so it moves up while it is on its way.
 */
export function pageReader(db: Db): (input: HistoryInput) => HistoryPage {
  defineFold(db);
  return ({ filter, cursor, limit }) => {
    const found = readStretch(db, filter, historyText(db, filter.text), placeOf(cursor), limit + 1);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return {
      entries: page.map(({ entry }) => entry),
      cursor: last !== undefined && found.length > limit ? cursorOf(last.place) : null,
    };
  };
}

/** The whole timeline of a filter, newest first, one by one. */
export function* streamedHistory(db: Db, { filter }: { filter: HistoryFilter }): Generator<HistoryEntry> {
  defineFold(db);
  const text = historyText(db, filter.text);
  let after: TimelinePlace | null = null;
  for (;;) {
    const stretch: Placed[] = readStretch(db, filter, text, after, STRETCH);
    for (const { entry } of stretch) yield entry;
    after = stretch.at(-1)?.place ?? null;
    if (stretch.length < STRETCH) return;
  }
}

function readStretch(
  db: Db,
  filter: HistoryFilter,
  text: HistoryText | null,
  after: TimelinePlace | null,
  limit: number,
): Placed[] {
  return [
    ...readRows(db, filter, text, after, limit),
    ...readTargets(db, filter, text, after, limit),
    ...readRegistration(db, filter, text, after),
  ]
    .sort((a, b) => byNewest(a.place, b.place))
    .slice(0, limit);
}
