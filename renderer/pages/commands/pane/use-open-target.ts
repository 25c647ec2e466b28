import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import type { Target } from '../../../../electron/bridge/domain';
import { fetchTargets } from '../../../queries/commands';
import type { Targets } from '../targets/use-targets';

/** The open target as it is now, also when its row has left the table; null when it was never seen. */
export function useOpenTarget(commandId: string, id: number, targets: Targets): Target | null {
  const kept = useRef<Target | null>(null);
  const [row] = [...targets.loaded()].filter(({ target }) => target.id === id);
  if (row !== undefined) kept.current = row.target;
  const last = kept.current?.id === id ? kept.current : null;
  const text = last?.facts.providerId ?? '';
  const { data } = useQuery({
    queryKey: ['commands', 'target', commandId, id],
    queryFn: async ({ signal }) => {
      const found = await fetchTargets({ commandId, states: [], text }, signal);
      return found.find((target) => target.id === id) ?? null;
    },
    enabled: row === undefined && text !== '',
    placeholderData: keepPreviousData,
  });
  if (row !== undefined) return row.target;
  return data?.id === id ? data : last;
}
