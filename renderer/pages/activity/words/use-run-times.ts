import { useMemo } from 'react';
import { useCompleteRuns } from '../../../queries/history';

/** When each complete run that is at hand began (ms UTC), by its id. */
export function useRunTimes(): ReadonlyMap<string, number> {
  const { runs } = useCompleteRuns();
  return useMemo(() => new Map((runs ?? []).map(({ id, startedAt }) => [id, startedAt])), [runs]);
}
