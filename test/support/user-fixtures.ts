import { randomUUID } from 'node:crypto';
import type { ImportedUser, User, UserQuery } from '../../electron/model/user.ts';
import type { UserDirectory } from '../../electron/model/user-directory.ts';
import { createUserService } from '../../electron/registration/users/service.ts';
import type { Store, UserRow } from '../../electron/store/contract.ts';
import { auditDraft } from './command-fixtures.ts';
import { T0 } from './store-fixtures.ts';

/** A user as a source tells of one; without more its address is its name. */
export function imported(
  externalId: string | null,
  name: string,
  more: Partial<ImportedUser> = {},
): ImportedUser {
  const address = `${name}@example.org`;
  return {
    externalId,
    userName: address,
    email: address,
    displayName: name,
    orgUnitPath: '/Staff',
    groups: [],
    language: null,
    suspended: false,
    ...more,
  };
}

/** A user kept here. */
export function keptHere(name: string, more: Partial<UserRow> = {}): UserRow {
  return {
    id: `id-${name}`,
    userName: name,
    email: null,
    displayName: name,
    source: 'local',
    externalId: null,
    orgUnitPath: null,
    groups: [],
    language: null,
    notes: null,
    state: 'active',
    createdAt: T0,
    changedAt: T0,
    ...more,
  };
}

/** Keeps what a source said, as an import does. */
export function merge(
  store: Store,
  users: ImportedUser[],
  more: Partial<Parameters<Store['users']['merge']>[0]> = {},
): ReturnType<Store['users']['merge']> {
  return store.users.merge({
    source: 'google',
    users,
    whole: true,
    acceptShrink: false,
    at: T0,
    audit: auditDraft('users.imported'),
    ...more,
  });
}

export function put(store: Store, ...users: UserRow[]): Promise<void> {
  return store.users.put({ users, audit: auditDraft('users.added') });
}

export const BY_NAME: UserQuery['sort'] = { column: 'userName', direction: 'ascending' };

/** Everybody, gone or not, by user name. */
export async function everybody(store: Store): Promise<User[]> {
  const states: User['state'][] = ['active', 'suspended', 'gone'];
  const { rows } = await store.users.window({ filter: { states }, sort: BY_NAME, offset: 0, limit: 500 });
  return rows;
}

/** A directory that answers these pages; what is no page is thrown in its place. */
export function directoryOf(
  source: UserDirectory['source'],
  pages: () => readonly (ImportedUser[] | Error)[],
  whole = true,
): UserDirectory & { asked: (number | null)[] } {
  const asked: (number | null)[] = [];
  async function* read(): AsyncGenerator<ImportedUser[]> {
    for (const page of pages()) {
      if (page instanceof Error) throw page;
      yield page;
    }
  }
  return {
    source,
    asked,
    read: async (since) => {
      asked.push(since);
      return { whole, pages: read() };
    },
  };
}

/** The service over a store, its clock standing at `T0` until it is turned. */
export function userBench(
  store: Store,
  directories: { google?: () => UserDirectory; ldap?: () => UserDirectory } = {},
) {
  let now = T0;
  const told = { changed: 0 };
  const notSet = (): never => {
    throw new Error('no such directory');
  };
  const service = createUserService({
    users: store.users,
    audit: store.audit,
    clock: { now: () => now, sleep: async () => undefined },
    random: {
      bytes: (length) => new Uint8Array(length),
      fraction: () => 0,
      uuid: () => randomUUID(),
    },
    directories: { google: notSet, ldap: notSet, ...directories },
    draft: (deed, object, detail, result = 'done') => auditDraft(deed, { at: now, object, detail, result }),
    changed: () => {
      told.changed += 1;
    },
  });
  return {
    service,
    told,
    turn: (ms: number) => {
      now += ms;
    },
  };
}
