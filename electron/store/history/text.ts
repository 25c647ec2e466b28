import { foldText } from '../../model/search-text.ts';
import type { Db } from '../database/connect.ts';
import type { Sql } from '../query/filter.ts';
import { textTest } from '../query/text.ts';

/** A search over the past: the devices that it finds stand in `temp.history_found` while it is used. */
export interface HistoryText {
  /** SQL that is true of a value found; `value` is SQL of a text. */
  valueTest(value: string): Sql;
}

/** Lets SQL fold text as searches do: `fold(text)`. */
export function defineFold(db: Db): void {
  db.function('fold', { deterministic: true }, (text: unknown) =>
    typeof text === 'string' ? foldText(text) : null,
  );
  db.exec('CREATE TEMP TABLE IF NOT EXISTS history_found (device INTEGER PRIMARY KEY)');
}

/** Finds the devices of a text, vanished ones too; null when there is nothing to search. Every word has to be found. */
export function historyText(db: Db, text: string | undefined): HistoryText | null {
  const globs = textTest(text)?.globs;
  if (globs === undefined) return null;
  const tests = globs.map(() => 'search_text GLOB ?').join(' AND ');
  db.exec('DELETE FROM temp.history_found');
  db.prepare(`INSERT INTO temp.history_found SELECT seq FROM devices NOT INDEXED WHERE ${tests}`).run(
    ...globs,
  );
  return {
    valueTest: (value) => ({ text: globs.map(() => `${folded(value)} GLOB ?`).join(' AND '), bind: globs }),
  };
}

/** SQLite folds plain text sooner by itself. */
function folded(value: string): string {
  return `CASE WHEN ${value} GLOB '*[^ -~]*' THEN fold(${value}) ELSE lower(${value}) END`;
}
