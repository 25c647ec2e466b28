import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { MethodInput } from '../../electron/bridge/contract';
import { call } from '../bridge';

const OVERVIEW = ['ldap', 'overview'] as const;

/** The LDAP directory and what came from it; `data` is null when none is set up. */
export function useLdapOverview() {
  return useQuery({
    queryKey: OVERVIEW,
    queryFn: ({ signal }) => call('ldap.overview', undefined, { signal }),
  });
}

export type LdapInput = MethodInput<'ldap.test'>;

/** Signs in to a directory and reads from it, keeping nothing; aborting the signal gives up. */
export function testLdap(input: LdapInput, signal: AbortSignal) {
  return call('ldap.test', input, { signal });
}

/** Keeps the settings of the directory. */
export function useLdapSave() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: LdapInput) => call('ldap.save', input),
    onSuccess: (overview) => queries.setQueryData(OVERVIEW, overview),
  });
}

/** Forgets the directory and its password; its users stay. */
export function useLdapRemove() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => call('ldap.remove'),
    onSuccess: () => queries.setQueryData(OVERVIEW, null),
  });
}
