import type { DeviceSort } from '../../model/device-query.ts';
import { type CompiledFilter, LIVE, type Sql } from './filter.ts';
import { type Order, orderOf } from './sort.ts';

const CONNECTION = ' JOIN connections c ON c.seq = d.connection';
/** What filters and searches look at. */
const TESTED =
  'd.seq, d.connection, d.platform, d.status, d.model, d.os_version, d.org_unit_id, d.org_unit_path, d.last_sync_at, d.auto_update_until, d.serial, d.search_text';

/** All devices of a filter read from their rows; a search passes over the table as it lies. */
export function fromRows(filter: CompiledFilter, columns: string, order: Order | null): Sql {
  const from = filter.text === null ? 'devices d' : 'devices d NOT INDEXED';
  return select(columns, from, [...filter.conditions, ...textOnRows(filter)], order);
}

/**
 * All devices of a filter by what Chromebooks do not have, or have in common: the others are sorted, by an index that holds no
 * Chromebook, and the rest comes before or after them as it lies.
 */
export function fromParts(filter: CompiledFilter, { column, direction }: DeviceSort): Sql {
  const named: Sql = { text: 'd.name IS NOT NULL', bind: [] };
  const unnamed: Sql = { text: 'd.name IS NULL', bind: [] };
  const chromebooks: Sql = { text: "d.platform = 'chromeos'", bind: [] };
  const others: Sql = { text: "d.platform <> 'chromeos'", bind: [] };
  const way = direction === 'ascending' ? 'ASC' : 'DESC';
  const asItLies: Order = { by: `d.seq ${way}`, needsConnection: false, indexed: true };
  const part = (tests: Sql[], order: Order) =>
    fromRows({ ...filter, conditions: [...filter.conditions, ...tests] }, 'd.seq', order);
  const byName = column === 'name';
  const order = orderOf({ column, direction });
  const tests = [...filter.conditions, ...(byName ? [others, named] : [others]), ...textOnRows(filter)];
  const sorted = select(
    'd.seq',
    filter.live ? 'devices d INDEXED BY devices_of_platform' : 'devices d',
    tests,
    order,
  );
  const rest = part(byName ? [unnamed] : [chromebooks], asItLies);
  const [first, second] = byName || direction === 'descending' ? [sorted, rest] : [rest, sorted];
  // A limit keeps SQLite from leaving out the order of a part.
  const inOrder = ({ text }: Sql) => `SELECT seq FROM (${text} LIMIT -1)`;
  return { text: `${inOrder(first)} UNION ALL ${inOrder(second)}`, bind: [...first.bind, ...second.bind] };
}

/** The same for few devices: found first, then sorted, so that the list is not walked for them. */
export function fromFound(filter: CompiledFilter, order: Order): Sql {
  const found = fromRows(filter, 'd.seq', null);
  const sorted = select('d.seq', `(${found.text}) m CROSS JOIN devices d ON d.seq = m.seq`, [], order);
  return { text: sorted.text, bind: found.bind };
}

/** Of the first `length` live devices in an order, those that match: SQLite keeps the order of an inner list. */
export function fromBeginning(filter: CompiledFilter, order: Order, length: number): Sql {
  const tests = [...filter.conditions.filter((test) => test !== LIVE), ...textOnRows(filter)];
  const list = select(TESTED, 'devices d', [LIVE], order);
  return select('d.seq', `(${list.text} LIMIT ${length}) d`, tests, null);
}

/** Live devices found by their text, through the search index: in the order of their serials by themselves. */
export function fromSearch(
  filter: CompiledFilter,
  columns: string,
  order: Order | 'ASC' | 'DESC' | null,
): Sql {
  const { text, conditions } = filter;
  const match: Sql[] = text?.match ? [{ text: 'f.search_index MATCH ?', bind: [text.match] }] : [];
  const globs = (text?.globs ?? []).map((glob) => ({ text: 's.text GLOB ?', bind: [glob] }));
  const beyond = conditions.filter((test) => test !== LIVE);
  const indexed = match.length > 0;
  const docs = indexed ? 'search_index f CROSS JOIN search_docs s ON s.number = f.rowid' : 'search_docs s';
  const needsRow = beyond.length > 0 || columns.includes('d.');
  const from = needsRow ? `${docs} CROSS JOIN devices d ON d.seq = s.device` : docs;
  const byItself = (way: string): Order => ({
    by: `${indexed ? 'f.rowid' : 's.number'} ${way}`,
    needsConnection: false,
    indexed: true,
  });
  return select(
    columns,
    from,
    [...match, ...globs, ...beyond],
    typeof order === 'string' ? byItself(order) : order,
  );
}

/** Live devices by their serials while a first fill is on. */
export function fromArrivals(filter: CompiledFilter, way: 'ASC' | 'DESC'): Sql {
  const beyond = [...filter.conditions.filter((test) => test !== LIVE), ...textOnRows(filter)];
  const row = beyond.length > 0 ? ' CROSS JOIN devices d ON d.seq = a.seq' : '';
  const by = way === 'ASC' ? 'a.serial ASC NULLS LAST, a.seq ASC' : 'a.serial DESC, a.seq DESC';
  return select('a.seq', `temp.arrivals a${row}`, beyond, { by, needsConnection: false, indexed: true });
}

function textOnRows({ text }: CompiledFilter): Sql[] {
  return (text?.globs ?? []).map((glob) => ({ text: 'd.search_text GLOB ?', bind: [glob] }));
}

function select(columns: string, from: string, tests: Sql[], order: Order | null): Sql {
  const where = tests.length === 0 ? '' : ` WHERE ${tests.map(({ text }) => text).join(' AND ')}`;
  const join = order?.needsConnection ? CONNECTION : '';
  const orderBy = order === null ? '' : ` ORDER BY ${order.by}`;
  return {
    text: `SELECT ${columns} FROM ${from}${join}${where}${orderBy}`,
    bind: tests.flatMap(({ bind }) => bind),
  };
}
