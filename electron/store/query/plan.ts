import type { DeviceQuery, DeviceSort } from '../../model/device-query.ts';
import type { CompiledFilter, Sql } from './filter.ts';
import { orderBy } from './sort.ts';
import { fromRows, fromSearch, fromWholeTable } from './sources.ts';
import type { Statements } from './statements.ts';

/** As many hits are sorted sooner than the list is walked for them. */
export const FEW = 2000;
/** How far the list is walked for dense hits before it is read as a whole. */
const WALK = 4000;

export interface Planner {
  /** The row numbers of a stretch of a result, in order. */
  stretch(filter: CompiledFilter, sort: DeviceSort, offset: number, limit: number): number[];
  /** How many match, counted up to `most`. */
  countUpTo(filter: CompiledFilter, most: number): number;
  /** True when the search index answers the filter's text. */
  usesSearch(filter: CompiledFilter): boolean;
  /** The whole result as one statement, for reading it row by row. */
  whole(filter: CompiledFilter, sort: DeviceSort): Sql;
}

/** Chooses how a query is answered. `searchReady` says whether the search index holds the fleet. */
export function planner(statements: Statements, searchReady: () => boolean): Planner {
  const usesSearch = (filter: CompiledFilter) => filter.text !== null && filter.live && searchReady();

  const countUpTo = (filter: CompiledFilter, most: number) => {
    const source = usesSearch(filter) ? fromSearch(filter, '1', null) : fromRows(filter, '1', null);
    return statements.number(within(source, most, 'count(*)'));
  };

  const inSearchOrder = (filter: CompiledFilter, sort: DeviceSort) =>
    usesSearch(filter) &&
    sort.column === 'serial' &&
    (sort.direction === 'ascending' || allHaveSerials(statements));

  const whole = (filter: CompiledFilter, sort: DeviceSort): Sql => {
    if (inSearchOrder(filter, sort)) return fromSearch(filter, 's.device', direction(sort));
    return filter.text === null ? fromRows(filter, 'd.seq', sort) : fromWholeTable(filter, 'd.seq', sort);
  };

  const stretch: Planner['stretch'] = (filter, sort, offset, limit) => {
    const cut = (sql: Sql) => statements.numbers(stretchOf(sql, offset, limit));
    if (!usesSearch(filter) || inSearchOrder(filter, sort)) return cut(whole(filter, sort));
    if (countUpTo(filter, FEW + 1) <= FEW) return cut(sortedHits(filter, sort));
    if (offset + limit <= WALK) {
      const walked = statements.numbers(stretchOf(walk(filter, sort), offset, limit));
      if (walked.length === limit) return walked;
    }
    return cut(whole(filter, sort));
  };

  return { stretch, countUpTo, usesSearch, whole };
}

/** The hits of the search index, sorted another way. */
function sortedHits(filter: CompiledFilter, sort: DeviceSort): Sql {
  const { text, bind } = fromSearch(filter, 'd.seq', null);
  const connected = text.replace(' WHERE ', ' JOIN connections c ON c.seq = d.connection WHERE ');
  return { text: `${connected} ORDER BY ${orderBy(sort)}`, bind };
}

/** The beginning of the list in its order, of it what matches. */
function walk(filter: CompiledFilter, sort: DeviceSort): Sql {
  const all = fromRows({ ...filter, text: null }, 'd.seq, d.search_text', sort);
  const globs = filter.text?.globs ?? [];
  return {
    text: `SELECT seq FROM (${all.text} LIMIT ${WALK}) WHERE ${globs.map(() => 'search_text GLOB ?').join(' AND ')}`,
    bind: [...all.bind, ...globs],
  };
}

function allHaveSerials(statements: Statements): boolean {
  const text = 'SELECT EXISTS (SELECT 1 FROM devices WHERE vanished_at IS NULL AND serial IS NULL)';
  return statements.number({ text, bind: [] }) === 0;
}

function direction({ direction: way }: DeviceQuery['sort']): 'ASC' | 'DESC' {
  return way === 'ascending' ? 'ASC' : 'DESC';
}

function stretchOf({ text, bind }: Sql, offset: number, limit: number): Sql {
  return { text: `${text} LIMIT ? OFFSET ?`, bind: [...bind, limit, offset] };
}

function within({ text, bind }: Sql, most: number, columns: string): Sql {
  return { text: `SELECT ${columns} FROM (${text} LIMIT ?)`, bind: [...bind, most] };
}
