import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import type { MethodInput } from '../../electron/bridge/contract';
import type { Device, User, UserDraft, UserListRow, UserQuery } from '../../electron/bridge/domain';
import { DEFAULT_SORT } from '../../electron/bridge/domain';
import { call } from '../bridge';
import { type Rows, useOffsetRows } from './rows';

/** Which users, in which order. */
export type UserQuestion = Omit<UserQuery, 'offset' | 'limit'>;

export const DEFAULT_USER_SORT: UserQuestion['sort'] = { column: 'displayName', direction: 'ascending' };

/** The most the bridge answers at once. */
const USERS_AT_ONCE = 500;
/** The most that are removed or put back in one step. */
const REMOVED_AT_ONCE = 10_000;
/** More devices than a pane shows. */
const DEVICES_LOOKED_AT = 200;

/** The users of a question, read as they come on screen. */
export function useUsers(question: UserQuestion): Rows<User> {
  return useOffsetRows({
    key: ['users', 'window'],
    input: question,
    load: (input: UserQuestion, offset, limit, signal) =>
      call('users.window', { ...input, offset, limit }, { signal }),
  });
}

/** How many users there are, those their source no longer has left out; null until it is known. */
export function useUserCount(enabled = true): number | null {
  const { data } = useQuery({
    queryKey: ['users', 'count'],
    queryFn: ({ signal }) =>
      call('users.window', { filter: {}, sort: DEFAULT_USER_SORT, offset: 0, limit: 1 }, { signal }),
    enabled,
  });
  return data?.total ?? null;
}

/** One user; null when there is none of this id, undefined until it is known. */
export function useUser(id: string): User | null | undefined {
  const { data } = useQuery({
    queryKey: ['users', 'get', id],
    queryFn: ({ signal }) => call('users.get', { id }, { signal }),
    gcTime: 60_000,
  });
  return data;
}

/** The users of a question from `first` on, in order; all of them when `count` is not given. */
export async function fetchUsers(
  question: UserQuestion,
  signal: AbortSignal,
  first = 0,
  count = Number.POSITIVE_INFINITY,
): Promise<User[]> {
  const users: User[] = [];
  while (users.length < count) {
    const limit = Math.min(USERS_AT_ONCE, count - users.length);
    const page = await call('users.window', { ...question, offset: first + users.length, limit }, { signal });
    users.push(...page.rows);
    if (page.rows.length < limit) break;
  }
  return users;
}

/** Adds a user. */
export function useAddUser() {
  return useMutation({ mutationFn: (draft: UserDraft) => call('users.add', draft) });
}

/** Changes a user. */
export function useChangeUser() {
  return useMutation({
    mutationFn: (change: { id: string; draft: UserDraft }) => call('users.change', change),
  });
}

/** Removes users; answers them, so that they can be put back. */
export async function removeUsers(ids: readonly string[]): Promise<User[]> {
  const removed: User[] = [];
  for (let first = 0; first < ids.length; first += REMOVED_AT_ONCE) {
    removed.push(...(await call('users.remove', { ids: ids.slice(first, first + REMOVED_AT_ONCE) })));
  }
  return removed;
}

/** Puts removed users back. */
export async function restoreUsers(users: readonly User[]): Promise<void> {
  for (let first = 0; first < users.length; first += REMOVED_AT_ONCE) {
    await call('users.restore', { users: users.slice(first, first + REMOVED_AT_ONCE) });
  }
}

/** Reads and judges a CSV of users; nothing is kept. */
export function usePreviewUsers() {
  return useMutation({ mutationFn: (text: string) => call('users.preview', { text }) });
}

interface PreviewQuestion {
  previewId: string;
  kinds: readonly UserListRow['kind'][];
}

/** The lines of a preview of these kinds. */
export function usePreviewRows(question: PreviewQuestion): Rows<UserListRow> {
  return useOffsetRows({
    key: ['users', 'preview'],
    input: question,
    load: ({ previewId, kinds }: PreviewQuestion, offset, limit, signal) =>
      call('users.previewRows', { previewId, kinds: [...kinds], offset, limit }, { signal }),
  });
}

/** Keeps what a preview has shown. */
export function useImportList() {
  return useMutation({
    mutationFn: (input: MethodInput<'users.importList'>) => call('users.importList', input),
  });
}

/** The newest import of each source; undefined until it is known. */
export function useUserImports() {
  const { data } = useQuery({
    queryKey: ['users', 'imports'],
    queryFn: ({ signal }) => call('users.imports', undefined, { signal }),
  });
  return data;
}

/** The devices of a user; undefined until they are known. */
export function useDevicesOf(user: Pick<User, 'email' | 'userName'>): readonly Device[] | undefined {
  const names = [...new Set([user.email, user.userName].filter((name) => name !== null))];
  const { data } = useQuery({
    queryKey: ['devices', 'ofUser', names],
    queryFn: async ({ signal }) => {
      const { rows } = await call(
        'devices.window',
        { filter: { users: names }, sort: DEFAULT_SORT, offset: 0, limit: DEVICES_LOOKED_AT },
        { signal },
      );
      return rows;
    },
    gcTime: 60_000,
  });
  return data;
}

/** As many as a list that drops down shows. */
const MOST_FOUND = 50;
const NOBODY: readonly User[] = [];

/** Active users in whom the typed words are found, the first of them. */
export function useUsersFound(text: string): readonly User[] {
  const words = text.trim().slice(0, 200);
  const { data } = useQuery({
    queryKey: ['users', 'found', words],
    queryFn: ({ signal }) =>
      call(
        'users.window',
        {
          filter: { states: ['active'], ...(words !== '' && { text: words }) },
          sort: DEFAULT_USER_SORT,
          offset: 0,
          limit: MOST_FOUND,
        },
        { signal },
      ),
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  });
  return data?.rows ?? NOBODY;
}

/** These users by id, gone ones left out; undefined until they are known. */
export function useUsersById(ids: readonly string[]): ReadonlyMap<string, User> | undefined {
  const { data } = useQuery({
    queryKey: ['users', 'byId', ids],
    queryFn: async ({ signal }) => {
      const found = new Map<string, User>();
      for (let first = 0; first < ids.length; first += USERS_AT_ONCE) {
        const filter = { ids: ids.slice(first, first + USERS_AT_ONCE) };
        const users = await fetchUsers({ filter, sort: DEFAULT_USER_SORT }, signal, 0, filter.ids.length);
        for (const user of users) found.set(user.id, user);
      }
      return found;
    },
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
  return data;
}
