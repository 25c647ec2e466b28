import { MusterError } from '../../model/errors.ts';
import { userKey } from '../../model/user.ts';
import type { UserRow } from '../contract.ts';
import type { Db } from '../database/connect.ts';
import { type StoredUser, userReader, userWriter } from './rows.ts';

/** Inserts or replaces users by id. Throws `user_name_taken`; to be called in a transaction. */
export function putUsers(db: Db, users: readonly UserRow[]): void {
  const byId = userReader<[string]>(db, 'WHERE id = ?');
  const write = userWriter(db);
  const free = nameFreer(db);
  const known = users.map((user) => byId.get(user.id));
  // Users of one call may change names among themselves.
  for (const [place, user] of users.entries()) {
    const before = known[place];
    if (before !== undefined && before.nameKey !== userKey(user.userName)) free(before);
  }
  const holder = holderOf(db);
  for (const [place, user] of users.entries()) {
    if (holder(user) !== undefined) throw new MusterError('user_name_taken', { name: user.userName });
    const { keptAs = null, sourceLanguage = null } = known[place] ?? {};
    write({ ...user, keptAs, sourceLanguage });
  }
}

/** Takes a user's name from it until it is written anew; no name begins with a zero character. */
export function nameFreer(db: Db): (user: Pick<StoredUser, 'seq'>) => void {
  const free = db.prepare<[number]>('UPDATE users SET name_key = char(0) || seq WHERE seq = ?');
  return ({ seq }) => {
    free.run(seq);
  };
}

/** Finds another user that has the name, or is what the user is at its source. */
function holderOf(db: Db): (user: UserRow) => string | undefined {
  const byName = db
    .prepare<[string, string], string>(
      "SELECT id FROM users WHERE name_key = ? AND state <> 'gone' AND id <> ?",
    )
    .pluck();
  const byExternal = db
    .prepare<[string, string, string], string>(
      'SELECT id FROM users WHERE source = ? AND external_id = ? AND id <> ?',
    )
    .pluck();
  return ({ id, userName, source, externalId, state }) => {
    const named = state === 'gone' ? undefined : byName.get(userKey(userName), id);
    return named ?? (externalId === null ? undefined : byExternal.get(source, externalId, id));
  };
}
