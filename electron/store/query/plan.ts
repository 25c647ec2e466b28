import type { DeviceSort } from '../../model/device-query.ts';
import type { CompiledFilter, Sql } from './filter.ts';
import type { Snapshot } from './snapshot.ts';
import { orderOf } from './sort.ts';
import { fromArrivals, fromBeginning, fromFound, fromParts, fromRows, fromSearch } from './sources.ts';
import type { Statements } from './statements.ts';

/** As many hits are sorted sooner than the list is walked for them. */
export const FEW = 2000;
/** How far the list is walked for frequent hits before it is read as a whole. */
const WALK = 4000;

/** The share of the fleet up to which matches are found and sorted. */
const MINORITY = 0.15;

/** Chooses how a query is answered. */
export interface Planner {
  /** The row numbers of a stretch of a result, in order. */
  stretch(filter: CompiledFilter, sort: DeviceSort, offset: number, limit: number): number[];
  /** How many match, counted up to `most`; the whole fleet is always counted to its end. */
  countUpTo(filter: CompiledFilter, most: number): number;
  /** What matches, in no order: `columns` speak of `d`. */
  matches(filter: CompiledFilter, columns: string): Sql;
  /** The whole result as one statement, for reading it row by row. */
  whole(filter: CompiledFilter, sort: DeviceSort): Sql;
}

export function planner(statements: Statements, snapshot: Snapshot): Planner {
  const usesSearch = ({ text, live }: CompiledFilter) => text !== null && live && snapshot.searchReady();

  const countUpTo = (filter: CompiledFilter, most: number) => {
    if (isWholeFleet(filter) && snapshot.searchReady()) return statements.number(countOf('search_docs'));
    if (isWholeFleet(filter) && snapshot.hasArrivals()) return statements.number(countOf('temp.arrivals'));
    const { text, bind } = usesSearch(filter) ? fromSearch(filter, '1', null) : fromRows(filter, '1', null);
    const limit = isWholeFleet(filter) ? Number.MAX_SAFE_INTEGER : most;
    return statements.number({ text: `SELECT count(*) FROM (${text} LIMIT ?)`, bind: [...bind, limit] });
  };

  /** By the search index where it finds few; a frequent word is as soon looked for in the rows. */
  const matches = (filter: CompiledFilter, columns: string) => {
    const few = usesSearch(filter) && countUpTo(filter, FEW + 1) <= FEW;
    return few ? fromSearch(filter, columns, null) : fromRows(filter, columns, null);
  };

  /** Finding and sorting a minority is sooner done than walking a whole order for it. */
  const isMinority = (filter: CompiledFilter) => {
    const fleet = snapshot.remember('fleet', () => statements.number(countOf('devices')));
    const most = Math.ceil(fleet * MINORITY);
    return countUpTo(filter, most) < most;
  };

  const inSearchOrder = (filter: CompiledFilter, sort: DeviceSort) =>
    usesSearch(filter) && sort.column === 'serial' && (way(sort) === 'ASC' || allHaveSerials(statements));

  const inArrivalOrder = ({ live }: CompiledFilter, sort: DeviceSort) =>
    live && sort.column === 'serial' && snapshot.hasArrivals();

  const whole = (filter: CompiledFilter, sort: DeviceSort): Sql => {
    if (inSearchOrder(filter, sort)) return fromSearch(filter, 's.device', way(sort));
    if (inArrivalOrder(filter, sort)) return fromArrivals(filter, way(sort));
    const inParts = sort.column === 'name' || sort.column === 'platform';
    return inParts ? fromParts(filter, sort) : fromRows(filter, 'd.seq', orderOf(sort));
  };

  const stretch: Planner['stretch'] = (filter, sort, offset, limit) => {
    const cut = ({ text, bind }: Sql) =>
      statements.numbers({ text: `${text} LIMIT ? OFFSET ?`, bind: [...bind, limit, offset] });
    const order = orderOf(sort);
    const arriving = inArrivalOrder(filter, sort);
    const inOrder = inSearchOrder(filter, sort) || (arriving && filter.text === null);
    if (inOrder || (isWholeFleet(filter) && order.indexed)) return cut(whole(filter, sort));
    const found = usesSearch(filter) ? fromSearch(filter, 'd.seq', order) : fromFound(filter, order);
    if (countUpTo(filter, FEW + 1) <= FEW) return cut(found);
    if (arriving) return cut(whole(filter, sort));
    const isNear = offset + limit < WALK;
    if (isNear && filter.live && order.indexed) {
      const walked = cut(fromBeginning(filter, order, WALK));
      if (walked.length === limit) return walked;
    }
    const source = isMinority(filter) ? found : whole(filter, sort);
    if (isNear) return cut(source);
    const list = snapshot.rememberList(`${filter.key} ${sort.column} ${sort.direction}`, () =>
      statements.numbers(source),
    );
    return [...list.subarray(offset, offset + limit)];
  };

  return { stretch, countUpTo, matches, whole };
}

/** True when nothing is left out but what has vanished. */
export function isWholeFleet({ live, conditions, text }: CompiledFilter): boolean {
  return live && text === null && conditions.length === 1;
}

function countOf(table: string): Sql {
  return { text: `SELECT count(*) FROM ${table}`, bind: [] };
}

function allHaveSerials(statements: Statements): boolean {
  const text = 'SELECT EXISTS (SELECT 1 FROM devices WHERE vanished_at IS NULL AND serial IS NULL)';
  return statements.number({ text, bind: [] }) === 0;
}

function way({ direction }: DeviceSort): 'ASC' | 'DESC' {
  return direction === 'ascending' ? 'ASC' : 'DESC';
}
