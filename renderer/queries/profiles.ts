import { useMutation, useQuery } from '@tanstack/react-query';
import type { MethodInput } from '../../electron/bridge/contract';
import { call } from '../bridge';

/** The library of configuration profiles. */
export function useProfiles() {
  return useQuery({
    queryKey: ['profiles', 'list'],
    queryFn: ({ signal }) => call('profiles.list', undefined, { signal }),
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
  return useMutation({ mutationFn: (input: MethodInput<'profiles.add'>) => call('profiles.add', input) });
}

/** Builds a profile from a form, or changes one that was. */
export function useBuildProfile() {
  return useMutation({ mutationFn: (input: MethodInput<'profiles.build'>) => call('profiles.build', input) });
}

/** Takes a profile from the library and off all devices. */
export function useRemoveProfile() {
  return useMutation({ mutationFn: (id: string) => call('profiles.remove', { id }) });
}

/** Says whom a profile is meant for. */
export function useAssignProfile() {
  return useMutation({
    mutationFn: (input: MethodInput<'profiles.assign'>) => call('profiles.assign', input),
  });
}

/** Tries again where a profile failed. */
export function useRetryProfile() {
  return useMutation({ mutationFn: (id: string) => call('profiles.retry', { id }) });
}

/** Saves the profile as it goes out. */
export function useSaveProfile() {
  return useMutation({ mutationFn: (id: string) => call('profiles.save', { id }) });
}
