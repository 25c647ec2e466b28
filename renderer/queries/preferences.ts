import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Preferences, preferencesSchema } from '../../electron/bridge/domain';
import { call } from '../bridge';
import { PREFERENCES } from './client';

const DEFAULTS = preferencesSchema.parse({});

/** The choices of this person on this machine. */
export function usePreferences(): Preferences {
  const { data } = useQuery({
    queryKey: PREFERENCES,
    queryFn: ({ signal }) => call('preferences.get', undefined, { signal }),
  });
  return data ?? DEFAULTS;
}

/** Changes some of the choices; the window follows at once, and goes back if they cannot be kept. */
export function useSetPreferences() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: Partial<Preferences>) => call('preferences.set', change),
    onMutate: (change) => {
      const before = queries.getQueryData<Preferences>(PREFERENCES);
      queries.setQueryData(PREFERENCES, { ...(before ?? DEFAULTS), ...change });
      return { before };
    },
    onError: (_error, _change, kept) => queries.setQueryData(PREFERENCES, kept?.before),
    onSuccess: (preferences) => queries.setQueryData(PREFERENCES, preferences),
  });
}
