import { type ImportedUser, isKeptHere, userKey } from '../../model/user.ts';
import type { UserDirectory } from '../../model/user-directory.ts';
import type { Db } from '../database/connect.ts';
import { type StoredUser, userReader } from './rows.ts';

/** Who of those known a source's user is. */
export interface Match {
  user: ImportedUser;
  /** Null for one who is new. */
  row: StoredUser | null;
  /** Another one kept here that had the name the user has now: they are one. */
  absorbed: StoredUser | null;
}
export interface Matching {
  matches: Match[];
  /** Users not to be kept: their name is another source's. */
  leftOut: number;
  /** Known users of the source whose name is somebody else's now. */
  displaced: StoredUser[];
}

/**
 * Finds out who of those known the users of a source are; see UserRepository.merge. Every user name is there once.
 * Ids go first, so that people who change names, even among themselves, stay who they are.
 */
export function matchUsers(
  db: Db,
  source: UserDirectory['source'],
  users: readonly ImportedUser[],
): Matching {
  const known = lookups(db, source);
  const rowOf = new Map<ImportedUser, StoredUser>();
  const claimed = new Set<number>();
  const leftOut = new Set<ImportedUser>();
  const claim = (user: ImportedUser, row: StoredUser | undefined): void => {
    if (row === undefined || claimed.has(row.seq)) return;
    claimed.add(row.seq);
    rowOf.set(user, row);
  };
  const unknown = (): ImportedUser[] => users.filter((user) => !rowOf.has(user) && !leftOut.has(user));
  const isOthers = (row: StoredUser): boolean => row.source !== source && !isKeptHere(row.source);

  for (const user of users) claim(user, known.byExternalId(user));
  for (const user of unknown()) {
    const live = known.byName(user);
    if (live === undefined || claimed.has(live.seq))
      claim(
        user,
        known.goneByName(user).find(({ seq }) => !claimed.has(seq)),
      );
    else if (isOthers(live)) leftOut.add(user);
    else claim(user, live);
  }
  const addresses = Map.groupBy(users, ({ email }) => (email === null ? null : userKey(email)));
  for (const user of unknown()) {
    if (user.email === null || (addresses.get(userKey(user.email))?.length ?? 0) > 1) continue;
    const [only, ...others] = known.keptHereByEmail(user.email);
    if (others.length === 0) claim(user, only);
  }

  const absorbed = new Map<ImportedUser, StoredUser>();
  const displaced: StoredUser[] = [];
  for (const [user, row] of rowOf) {
    const holder = known.byName(user);
    // A holder that is claimed gets another name itself.
    if (holder === undefined || claimed.has(holder.seq)) continue;
    if (isKeptHere(holder.source)) absorbed.set(user, holder);
    else if (holder.source === source) displaced.push(holder);
    else {
      leftOut.add(user);
      displaced.push(row);
    }
  }
  const matches = users
    .filter((user) => !leftOut.has(user))
    .map((user) => ({ user, row: rowOf.get(user) ?? null, absorbed: absorbed.get(user) ?? null }));
  return { matches, leftOut: leftOut.size, displaced };
}

function lookups(db: Db, source: UserDirectory['source']) {
  const external = userReader<[string, string]>(db, 'WHERE source = ? AND external_id = ?');
  const named = userReader<[string]>(db, "WHERE name_key = ? AND state <> 'gone'");
  const gone = userReader<[string]>(
    db,
    "WHERE name_key = ? AND state = 'gone' ORDER BY changed_at DESC, seq DESC",
  );
  const addressed = userReader<[string]>(
    db,
    "WHERE email_key = ? AND state <> 'gone' AND source IN ('local', 'csv')",
  );
  return {
    byExternalId: ({ externalId }: ImportedUser) =>
      externalId === null ? undefined : external.get(source, externalId),
    byName: ({ userName }: ImportedUser) => named.get(userKey(userName)),
    goneByName: ({ userName }: ImportedUser) => gone.all(userKey(userName)),
    keptHereByEmail: (email: string) => addressed.all(userKey(email)),
  };
}

/** Users once each, by the source's id the one read last, then by user name the one read first. */
export function distinctUsers(users: readonly ImportedUser[]): { users: ImportedUser[]; twice: number } {
  const byId = new Map<unknown, ImportedUser>();
  for (const user of users) byId.set(user.externalId ?? user, user);
  const byName = new Map<string, ImportedUser>();
  for (const user of byId.values()) {
    const key = userKey(user.userName);
    if (!byName.has(key)) byName.set(key, user);
  }
  return { users: [...byName.values()], twice: byId.size - byName.size };
}
