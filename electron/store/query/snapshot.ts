import { type Db, pragmaNumber } from '../database/connect.ts';
import { fleetVersion, isSearchReady } from '../database/state.ts';
import { arrivals } from './arrivals.ts';

/** What a reading connection knows of the state it looks at. */
export interface Snapshot {
  /** Runs reads that have to agree with one another. */
  together<Result>(read: () => Result): Result;
  /** True when the search index holds the fleet. */
  searchReady(): boolean;
  /** True when a first fill is on: then `temp.arrivals` holds what it brought so far. */
  hasArrivals(): boolean;
  /** Remembers a number until the published devices change. */
  remember(key: string, ask: () => number): number;
  /** Remembers a list, for the next stretches of it, until the published devices change. */
  rememberList(key: string, ask: () => number[]): Float64Array;
}

const MOST_NUMBERS = 500;
/** A list of a million devices takes eight megabytes. */
const MOST_LISTS = 2;

export function snapshotOf(db: Db): Snapshot {
  let dataVersion = -1;
  let fleet = -1;
  let ready = false;
  const numbers = new Map<string, number>();
  const lists = new Map<string, Float64Array>();
  const arriving = arrivals(db);
  const notice = () => {
    const current = pragmaNumber(db, 'data_version');
    if (current === dataVersion) return;
    dataVersion = current;
    ready = isSearchReady(db);
    arriving.notice();
    const version = fleetVersion(db);
    if (version === fleet) return;
    fleet = version;
    numbers.clear();
    lists.clear();
  };
  return {
    together: (read) =>
      db.transaction(() => {
        notice();
        return read();
      })(),
    searchReady: () => ready,
    hasArrivals: () => arriving.takeIn(),
    remember: (key, ask) => recall(numbers, key, MOST_NUMBERS, ask),
    rememberList: (key, ask) => recall(lists, key, MOST_LISTS, () => Float64Array.from(ask())),
  };
}

/** The value kept under a key, else a new one, for which the one kept longest goes. */
function recall<Value>(kept: Map<string, Value>, key: string, most: number, ask: () => Value): Value {
  const known = kept.get(key);
  if (known !== undefined) return known;
  const value = ask();
  for (const oldest of kept.keys()) {
    if (kept.size < most) break;
    kept.delete(oldest);
  }
  kept.set(key, value);
  return value;
}
