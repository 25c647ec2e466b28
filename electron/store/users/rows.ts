import { z } from 'zod';
import { foldText } from '../../model/search-text.ts';
import { isKeptHere, type User, userKey, userSchema } from '../../model/user.ts';
import type { UserRow } from '../contract.ts';
import type { Db } from '../database/connect.ts';

/** A user as the file has it. */
export interface StoredUser {
  seq: number;
  id: string;
  userName: string;
  nameKey: string;
  email: string | null;
  emailKey: string | null;
  displayName: string;
  source: User['source'];
  externalId: string | null;
  keptAs: 'local' | 'csv' | null;
  orgUnitPath: string | null;
  groups: string;
  language: User['language'];
  sourceLanguage: User['language'];
  notes: string | null;
  state: User['state'];
  createdAt: number;
  changedAt: number;
}
/** What is kept of a user besides what is derived from it. */
export type KeptUser = UserRow & Pick<StoredUser, 'keptAs' | 'sourceLanguage'>;

const COLUMNS = `seq, id, user_name AS userName, name_key AS nameKey, email, email_key AS emailKey,
  display_name AS displayName, source, external_id AS externalId, kept_as AS keptAs,
  org_unit_path AS orgUnitPath, groups, language, source_language AS sourceLanguage, notes, state,
  created_at AS createdAt, changed_at AS changedAt`;
const UPSERT = `INSERT INTO users (id, user_name, name_key, email, email_key, display_name, name_order, source,
    external_id, kept_as, org_unit_path, groups, language, source_language, notes, state, search_text,
    created_at, changed_at)
  VALUES (@id, @userName, @nameKey, @email, @emailKey, @displayName, @nameOrder, @source,
    @externalId, @keptAs, @orgUnitPath, @groupsText, @language, @sourceLanguage, @notes, @state, @searchText,
    @createdAt, @changedAt)
  ON CONFLICT (id) DO UPDATE SET user_name = excluded.user_name, name_key = excluded.name_key,
    email = excluded.email, email_key = excluded.email_key, display_name = excluded.display_name,
    name_order = excluded.name_order, source = excluded.source, external_id = excluded.external_id,
    kept_as = excluded.kept_as, org_unit_path = excluded.org_unit_path, groups = excluded.groups,
    language = excluded.language, source_language = excluded.source_language, notes = excluded.notes,
    state = excluded.state, search_text = excluded.search_text, created_at = excluded.created_at,
    changed_at = excluded.changed_at`;

/** Reads of users by what follows `FROM users`. */
export function userReader<Bind extends unknown[]>(db: Db, rest: string) {
  return db.prepare<Bind, StoredUser>(`SELECT ${COLUMNS} FROM users ${rest}`);
}

/** Writes a user with all that is derived from it: the keys it is compared, ordered and searched by. */
export function userWriter(db: Db): (user: KeptUser) => void {
  const upsert = db.prepare<[object]>(UPSERT);
  return (user) => {
    upsert.run({
      ...user,
      nameKey: userKey(user.userName),
      emailKey: user.email === null ? null : userKey(user.email),
      nameOrder: foldText(user.displayName),
      groupsText: JSON.stringify(user.groups),
      groups: undefined,
      searchText: searchTextOf(user),
    });
  };
}

/** One line a field, so that no word reaches over two of them. */
function searchTextOf(user: UserRow): string {
  const { displayName, userName, email, orgUnitPath, groups } = user;
  const fields = [displayName, userName, email === userName ? null : email, orgUnitPath, ...groups];
  return fields.flatMap((field) => (field === null ? [] : [foldText(field)])).join('\n');
}

const groupsSchema = z.array(z.string());

/** A stored user as it is kept. */
export function keptOf({
  seq: _seq,
  nameKey: _name,
  emailKey: _email,
  groups,
  ...row
}: StoredUser): KeptUser {
  return { ...row, groups: groupsSchema.parse(JSON.parse(groups)) };
}

/** A stored user as it is shown, with how many devices it has. */
export function userOf(row: StoredUser, devices: number, askedAt: AskedAt): User {
  const fetchedAt = isKeptHere(row.source) ? null : (askedAt.get(row.source) ?? null);
  return userSchema.parse({ ...keptOf(row), devices, fetchedAt });
}

/** When each source was last asked. */
export type AskedAt = ReadonlyMap<string, number>;

export function askedAtOf(db: Db): AskedAt {
  const rows = db.prepare<[], { source: string; at: number }>(
    "SELECT source, json_extract(result, '$.at') AS at FROM user_imports WHERE result IS NOT NULL",
  );
  return new Map(rows.all().map(({ source, at }) => [source, at]));
}

/** Rises with every change of users. */
export function usersVersion(db: Db): number {
  return db.prepare<[], number>("SELECT value FROM store_state WHERE key = 'users'").pluck().get() ?? 0;
}

/** To be called in every transaction that changes users. */
export function raiseUsersVersion(db: Db): void {
  db.prepare(
    `INSERT INTO store_state VALUES ('users', 1) ON CONFLICT (key) DO UPDATE SET value = value + 1`,
  ).run();
}
