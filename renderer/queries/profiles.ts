import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { MethodInput } from '../../electron/bridge/contract';
import {
  APPLE_PLATFORMS,
  type Assignment,
  DEFAULT_SORT,
  type Device,
  type DeviceFilter,
  type LibraryProfile,
} from '../../electron/bridge/domain';
import { call } from '../bridge';
import { fetchDevices } from './apple';
import { fetchIds } from './devices';
import { DEFAULT_USER_SORT, fetchUsers } from './users';

const LIST = ['profiles', 'list'] as const;

/** The library of configuration profiles. */
export function useProfiles(enabled = true) {
  return useQuery({
    queryKey: LIST,
    queryFn: ({ signal }) => call('profiles.list', undefined, { signal }),
    enabled,
  });
}

/** Where a profile is, or is to be. */
export function useProfilePlaces(id: string) {
  return useQuery({
    queryKey: ['profiles', 'places', id],
    queryFn: ({ signal }) => call('profiles.places', { id }, { signal }),
  });
}

/** Asks for a .mobileconfig; null when none was chosen. */
export function usePickProfile() {
  return useMutation({ mutationFn: () => call('profiles.pick') });
}

/** Keeps a picked file. */
export function useAddProfile() {
  return useLibraryChange((input: MethodInput<'profiles.add'>) => call('profiles.add', input));
}

/** Builds a profile from a form, or changes one that was. */
export function useBuildProfile() {
  return useLibraryChange((input: MethodInput<'profiles.build'>) => call('profiles.build', input));
}

/** Takes a profile from the library and off all devices. */
export function useRemoveProfile() {
  return useMutation({ mutationFn: (id: string) => call('profiles.remove', { id }) });
}

/** Says whom a profile is meant for. */
export function useAssignProfile() {
  return useLibraryChange((input: MethodInput<'profiles.assign'>) => call('profiles.assign', input));
}

/** Tries again where a profile failed. */
export function useRetryProfile() {
  return useMutation({ mutationFn: (id: string) => call('profiles.retry', { id }) });
}

/** Saves the profile as it goes out. */
export function useSaveProfile() {
  return useMutation({ mutationFn: (id: string) => call('profiles.save', { id }) });
}

/** A change that answers the profile as it is then: the list shows it at once. */
function useLibraryChange<I>(work: (input: I) => Promise<LibraryProfile>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: work,
    onSuccess: async (changed) => {
      // A list asked for before the change does not know it.
      await queries.cancelQueries({ queryKey: LIST });
      queries.setQueryData<LibraryProfile[]>(LIST, (list = []) => [
        ...list.filter(({ id }) => id !== changed.id),
        changed,
      ]);
    },
  });
}

const MOST_FOUND = 50;
const NONE: readonly Device[] = [];
const MANAGED: DeviceFilter = { platform: [...APPLE_PLATFORMS], status: ['active', 'pending', 'lost_mode'] };

/** Devices that take profiles in which the typed words are found, the first of them. */
export function useProfileDevicesFound(text: string): readonly Device[] {
  const words = text.trim().slice(0, 200);
  const { data } = useQuery({
    queryKey: ['devices', 'forProfiles', words],
    queryFn: ({ signal }) =>
      call(
        'devices.window',
        {
          filter: { ...MANAGED, ...(words !== '' && { text: words }) },
          sort: DEFAULT_SORT,
          offset: 0,
          limit: MOST_FOUND,
        },
        { signal },
      ),
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  });
  return data?.rows ?? NONE;
}

/** These devices by id; undefined until they are known. */
export function useDevicesById(ids: readonly string[]): ReadonlyMap<string, Device> | undefined {
  const { data } = useQuery({
    queryKey: ['devices', 'byId', ids],
    queryFn: async ({ signal }) => {
      const devices = await fetchDevices(ids, signal);
      return new Map(devices.map((device) => [device.id, device]));
    },
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
  return data;
}

/** The most users and devices that are counted while one chooses. */
const MOST_COUNTED = 500;

/**
 * How many devices assignments mean now, those of users in units left out, which are known only once it is assigned; null
 * while it is not known, or where there are too many to be counted at once.
 */
export function useMeantDevices(assignments: readonly Assignment[]): number | null {
  const users = assignments.flatMap((one) => (one.kind === 'user' ? [one.id] : []));
  const devices = assignments.flatMap((one) => (one.kind === 'device' ? [one.id] : []));
  const all = assignments.some(({ kind }) => kind === 'all');
  const countable = users.length <= MOST_COUNTED && devices.length <= MOST_COUNTED;
  const { data } = useQuery({
    queryKey: ['devices', 'meant', all, users, devices],
    queryFn: ({ signal }) =>
      all ? call('devices.count', { filter: MANAGED }, { signal }) : countMeant(users, devices, signal),
    enabled: all || countable,
    gcTime: 10_000,
  });
  return data ?? null;
}

async function countMeant(users: string[], devices: string[], signal: AbortSignal): Promise<number> {
  const meant = new Set(devices);
  if (users.length > 0) {
    const sort = DEFAULT_USER_SORT;
    const owners = await fetchUsers({ filter: { ids: users }, sort }, signal, 0, users.length);
    const names = owners.flatMap(({ email, userName }) => (email === null ? [userName] : [email, userName]));
    const filter = { ...MANAGED, users: names };
    for (const id of await fetchIds({ filter, sort: DEFAULT_SORT }, signal)) meant.add(id);
  }
  return meant.size;
}
