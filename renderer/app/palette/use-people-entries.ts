import { IconUser } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type User, userKey } from '../../../electron/bridge/domain';
import { call } from '../../bridge';
import { showDevices } from '../../pages/devices/views/open-view';
import { openUser } from '../../pages/users/state/open';
import { nameOf } from '../../pages/users/table/cell-text';
import { DEFAULT_USER_SORT } from '../../queries/users';
import type { PaletteEntry } from './entries';

const MOST_PEOPLE = 5;

/** The users in whom the words are found; none while `enabled` is false. */
export function usePeopleFound(words: string, enabled: boolean): readonly User[] {
  const { data } = useQuery({
    queryKey: ['users', 'palette', words],
    queryFn: ({ signal }) =>
      call(
        'users.window',
        { filter: { text: words }, sort: DEFAULT_USER_SORT, offset: 0, limit: MOST_PEOPLE },
        { signal },
      ),
    enabled,
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  });
  return enabled ? (data?.rows ?? []) : [];
}

/** Lines for people: users open beside their table, names that only devices know show those devices. */
export function peopleEntries(
  users: readonly User[],
  onDevices: readonly string[],
  workspaceId: string,
): PaletteEntry[] {
  const known = new Set(users.flatMap(({ userName, email }) => [userKey(userName), userKey(email ?? '')]));
  const others = onDevices.filter((name) => !known.has(userKey(name)));
  return [
    ...users.map((user) => userEntry(user, workspaceId)),
    ...others.map((name) => deviceUserEntry(name, workspaceId)),
  ].slice(0, MOST_PEOPLE);
}

function userEntry(user: User, workspaceId: string): PaletteEntry {
  return {
    id: `user-${user.id}`,
    group: 'people',
    label: nameOf(user),
    hint: user.email ?? user.userName,
    icon: IconUser,
    run: () => openUser(workspaceId, user.id),
  };
}

function deviceUserEntry(name: string, workspaceId: string): PaletteEntry {
  return {
    id: `person-${name}`,
    group: 'people',
    label: name,
    icon: IconUser,
    run: () => void showDevices(workspaceId, { filter: { text: name } }),
  };
}
