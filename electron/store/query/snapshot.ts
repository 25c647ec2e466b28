import { type Db, pragmaNumber } from '../database/connect.ts';
import { isSearchReady } from '../search/state.ts';

/** What a reading connection knows of the state it looks at. */
export interface Snapshot {
  /** Runs reads that have to agree with one another. */
  together<Result>(read: () => Result): Result;
  searchReady(): boolean;
  /** Remembers an answer until anyone commits. */
  remember(key: string, ask: () => number): number;
}

const MOST_REMEMBERED = 500;

export function snapshotOf(db: Db): Snapshot {
  let version = -1;
  let ready = false;
  const answers = new Map<string, number>();
  const notice = () => {
    const current = pragmaNumber(db, 'data_version');
    if (current === version) return;
    version = current;
    ready = isSearchReady(db);
    answers.clear();
  };
  return {
    together: (read) =>
      db.transaction(() => {
        notice();
        return read();
      })(),
    searchReady: () => ready,
    remember: (key, ask) => {
      const known = answers.get(key);
      if (known !== undefined) return known;
      const answer = ask();
      if (answers.size < MOST_REMEMBERED) answers.set(key, answer);
      return answer;
    },
  };
}
