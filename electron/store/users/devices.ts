import type { Db } from '../database/connect.ts';
import type { StoredUser } from './rows.ts';

type Named = Pick<StoredUser, 'userName' | 'email'>;
interface Counted {
  user: string;
  count: number;
}

/** Without its index (a first fill is on) this passes over the devices once, however many users are asked for. */
const OF_SOME = `SELECT user, count(*) AS count FROM devices
  WHERE vanished_at IS NULL AND user COLLATE NOCASE IN (SELECT value FROM json_each(?))
  GROUP BY user COLLATE NOCASE`;
const OF_ALL = `SELECT user, count(*) AS count FROM devices
  WHERE vanished_at IS NULL AND user IS NOT NULL GROUP BY user COLLATE NOCASE`;

/**
 * How many devices users have: those that name them by user name or address, whatever the case of the letters A to Z,
 * as SQLite's NOCASE has it.
 */
export function deviceCounts(db: Db, users: readonly Named[]): (user: Named) => number {
  const names = new Set(users.flatMap(namesOf));
  const rows = db.prepare<[string], Counted>(OF_SOME).all(JSON.stringify([...names]));
  return counter(rows);
}

/** The same for everybody at once. */
export function allDeviceCounts(db: Db): (user: Named) => number {
  return counter(db.prepare<[], Counted>(OF_ALL).all());
}

function counter(rows: readonly Counted[]): (user: Named) => number {
  const counts = new Map(rows.map(({ user, count }) => [plain(user), count]));
  return (user) => {
    let total = 0;
    for (const name of new Set(namesOf(user).map(plain))) total += counts.get(name) ?? 0;
    return total;
  };
}

function namesOf({ userName, email }: Named): string[] {
  return email === null ? [userName] : [userName, email];
}

function plain(name: string): string {
  return name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
