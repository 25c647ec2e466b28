import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { MethodInput } from '../../electron/bridge/contract';
import type { RegistrationOverview, RegistrationSettings } from '../../electron/bridge/domain';
import { call } from '../bridge';

const OVERVIEW = ['registration', 'overview'] as const;

/** What an admin decided about registration, and where people register. */
export function useRegistration() {
  return useQuery({
    queryKey: OVERVIEW,
    queryFn: ({ signal }) => call('registration.overview', undefined, { signal }),
  });
}

/** Changes some settings of registration and leaves the others as they are then. Answers those from before. */
export function useChangeRegistration() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (change: Partial<RegistrationSettings>) => {
      const { settings: before } = await call('registration.overview');
      await keep(queries, await call('registration.save', { ...before, ...change }));
      return before;
    },
  });
}

/** Makes the links of all invitations anew. */
export function useRegenerateUrl() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => call('registration.regenerate'),
    onSuccess: (overview) => keep(queries, overview),
  });
}

/** Gives a user a temporary password: answered this once, or mailed. */
export function useGivePassword() {
  return useMutation({
    mutationFn: (input: MethodInput<'registration.givePassword'>) => call('registration.givePassword', input),
  });
}

async function keep(queries: QueryClient, overview: RegistrationOverview): Promise<void> {
  // An answer asked for before it was changed does not know it.
  await queries.cancelQueries({ queryKey: OVERVIEW });
  queries.setQueryData(OVERVIEW, overview);
}
