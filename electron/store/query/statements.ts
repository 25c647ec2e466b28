import type { Db } from '../database/connect.ts';
import type { Sql } from './filter.ts';

const KEPT = 200;

/** Prepared statements by their text; the longest unused go first. */
export interface Statements {
  /** The first column of all rows. */
  numbers(sql: Sql): number[];
  /** The first column of the first row, 0 without one. */
  number(sql: Sql): number;
  /** All rows. */
  rows<Row>(sql: Sql): Row[];
  /** The first column of the rows, one by one. */
  iterate(sql: Sql): IterableIterator<number>;
}

export function cachedStatements(db: Db): Statements {
  const plucked = keep((text) => db.prepare<unknown[], number>(text).pluck());
  return {
    numbers: ({ text, bind }) => plucked(text).all(...bind),
    number: ({ text, bind }) => plucked(text).get(...bind) ?? 0,
    rows: <Row>({ text, bind }: Sql) => db.prepare<unknown[], Row>(text).all(...bind),
    iterate: ({ text, bind }) => plucked(text).iterate(...bind),
  };
}

function keep<Value>(make: (text: string) => Value): (text: string) => Value {
  const kept = new Map<string, Value>();
  return (text) => {
    const value = kept.get(text) ?? make(text);
    kept.delete(text);
    kept.set(text, value);
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT) break;
      kept.delete(oldest);
    }
    return value;
  };
}
