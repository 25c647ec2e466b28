import type { User, UserFilter, UserQuery } from '../../model/user.ts';
import type { Db } from '../database/connect.ts';
import { fleetVersion } from '../database/state.ts';
import type { Sql } from '../query/filter.ts';
import { textTest } from '../query/text.ts';
import { allDeviceCounts, deviceCounts } from './devices.ts';
import { askedAtOf, type StoredUser, userOf, userReader, usersVersion } from './rows.ts';

type Column = UserQuery['sort']['column'];
type Order = Pick<UserQuery, 'filter' | 'sort'>;

const KEYS: Readonly<Record<Exclude<Column, 'devices'>, string>> = {
  displayName: 'name_order',
  userName: 'name_key',
  email: 'email_key',
  source: 'source',
  orgUnitPath: 'org_unit_path COLLATE NOCASE',
  state: 'state',
  changedAt: 'changed_at',
};
/** Lists of users kept in their order, so that the next stretch of one costs nothing. */
const MOST_LISTS = 4;

/** Reads stretches of ordered lists of users, each from one snapshot. */
export function userWindows(db: Db): (query: UserQuery) => { rows: User[]; total: number } {
  const lists = new Map<string, { version: string; seqs: Uint32Array }>();
  const listOf = ({ filter, sort }: Order): Uint32Array => {
    const key = JSON.stringify([filter, sort]);
    const fleet = sort.column === 'devices' ? fleetVersion(db) : '';
    const version = `${usersVersion(db)} ${fleet}`;
    const known = lists.get(key);
    lists.delete(key);
    const list =
      known?.version === version ? known : { version, seqs: Uint32Array.from(orderedSeqs(db, filter, sort)) };
    lists.set(key, list);
    for (const oldest of lists.keys()) {
      if (lists.size <= MOST_LISTS) break;
      lists.delete(oldest);
    }
    return list.seqs;
  };
  return db.transaction(({ offset, limit, ...order }: UserQuery) => {
    const seqs = listOf(order);
    return { rows: usersBySeq(db, seqs.subarray(offset, offset + limit)), total: seqs.length };
  });
}

/** All of a filter, one by one, in order. */
export function* streamedUsers(db: Db, { query }: { query: Order; batch?: number }): Generator<User> {
  const seqs = Uint32Array.from(orderedSeqs(db, query.filter, query.sort));
  for (let place = 0; place < seqs.length; place += STRETCH)
    yield* usersBySeq(db, seqs.subarray(place, place + STRETCH));
}
const STRETCH = 500;

/** Users by their numbers, in that order, with their devices counted. */
function usersBySeq(db: Db, seqs: Uint32Array): User[] {
  const read = userReader<[string]>(
    db,
    'JOIN (SELECT key AS place, value AS wanted FROM json_each(?)) ON wanted = seq ORDER BY place',
  );
  return counted(db, read.all(JSON.stringify([...seqs])));
}

/** Stored users as they are shown. */
export function counted(db: Db, rows: readonly StoredUser[]): User[] {
  if (rows.length === 0) return [];
  const devices = deviceCounts(db, rows);
  const askedAt = askedAtOf(db);
  return rows.map((row) => userOf(row, devices(row), askedAt));
}

/** What comes without a value is last in both directions; ties go by name, then by the age of the row. */
function orderedSeqs(db: Db, filter: UserFilter, { column, direction }: UserQuery['sort']): number[] {
  const where = conditionsOf(filter);
  if (column === 'devices') return byDevices(db, where, direction);
  const way = direction === 'ascending' ? 'ASC NULLS LAST' : 'DESC NULLS LAST';
  const order = `${KEYS[column]} ${way}, name_order, seq`;
  const list = db.prepare<unknown[], number>(`SELECT seq FROM users WHERE ${where.text} ORDER BY ${order}`);
  return list.pluck().all(...where.bind);
}

function byDevices(db: Db, where: Sql, direction: UserQuery['sort']['direction']): number[] {
  type Row = Pick<StoredUser, 'seq' | 'userName' | 'email'>;
  const rows = db
    .prepare<unknown[], Row>(
      `SELECT seq, user_name AS userName, email FROM users WHERE ${where.text} ORDER BY name_order, seq`,
    )
    .all(...where.bind);
  const count = allDeviceCounts(db);
  const sign = direction === 'ascending' ? 1 : -1;
  return rows
    .map((row) => ({ seq: row.seq, devices: count(row) }))
    .sort((one, other) => sign * (one.devices - other.devices))
    .map(({ seq }) => seq);
}

function conditionsOf({ text, sources, states, ids }: UserFilter): Sql {
  const tests = ['1'];
  const bind: unknown[] = [];
  const among = (column: string, values: readonly string[] | undefined): void => {
    if (values === undefined) return;
    tests.push(`${column} IN (SELECT value FROM json_each(?))`);
    bind.push(JSON.stringify(values));
  };
  // Empty lists do not restrict, but for ids: there they mean none.
  among('source', sources?.length ? sources : undefined);
  among('id', ids);
  if (states?.length) among('state', states);
  else if (ids === undefined) tests.push("state <> 'gone'");
  for (const glob of textTest(text)?.globs ?? []) {
    tests.push('search_text GLOB ?');
    bind.push(glob);
  }
  return { text: tests.join(' AND '), bind };
}
