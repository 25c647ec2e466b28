import type { DeviceSort } from '../../model/device-query.ts';
import type { CompiledFilter, Sql } from './filter.ts';
import { orderBy } from './sort.ts';

const FLEET = 'devices d JOIN connections c ON c.seq = d.connection';

/** All devices of a filter read from their rows, in order. `columns` speak of `d`. */
export function fromRows(filter: CompiledFilter, columns: string, sort: DeviceSort | null): Sql {
  const tests = [...filter.conditions, ...textOnRows(filter)];
  const from = sort?.column === 'fetchedAt' ? FLEET : 'devices d';
  const order = sort === null ? '' : ` ORDER BY ${orderBy(sort)}`;
  return {
    text: `SELECT ${columns} FROM ${from}${where(tests)}${order}`,
    bind: tests.flatMap(({ bind }) => bind),
  };
}

/** The same, but passing over the rows as they lie: for what no index leads to. */
export function fromWholeTable(filter: CompiledFilter, columns: string, sort: DeviceSort | null): Sql {
  const { text, bind } = fromRows(filter, columns, sort);
  return { text: text.replace('devices d', 'devices d NOT INDEXED'), bind };
}

/** Live devices found by their text, through the search index: in the order of their serials. */
export function fromSearch(filter: CompiledFilter, columns: string, order: 'ASC' | 'DESC' | null): Sql {
  const { text } = filter;
  const match: Sql[] = text?.match ? [{ text: 'f.search_index MATCH ?', bind: [text.match] }] : [];
  const globs = (text?.globs ?? []).map((glob) => ({ text: 's.text GLOB ?', bind: [glob] }));
  const beyond = filter.conditions.filter((condition) => condition.text !== 'd.vanished_at IS NULL');
  const tests = [...match, ...globs, ...beyond];
  const needsRow = beyond.length > 0 || columns.includes('d.');
  const source =
    match.length > 0 ? 'search_index f CROSS JOIN search_docs s ON s.number = f.rowid' : 'search_docs s';
  const row = needsRow ? ' CROSS JOIN devices d ON d.seq = s.device' : '';
  const key = match.length > 0 ? 'f.rowid' : 's.number';
  return {
    text: `SELECT ${columns} FROM ${source}${row}${where(tests)}${order === null ? '' : ` ORDER BY ${key} ${order}`}`,
    bind: tests.flatMap(({ bind }) => bind),
  };
}

function textOnRows({ text }: CompiledFilter): Sql[] {
  return (text?.globs ?? []).map((glob) => ({ text: 'd.search_text GLOB ?', bind: [glob] }));
}

function where(tests: Sql[]): string {
  return tests.length === 0 ? '' : ` WHERE ${tests.map(({ text }) => text).join(' AND ')}`;
}
