import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../bridge';

const CONTROLS = ['demo', 'controls'] as const;

/** The demo organisation's address and switches; null outside a demo workspace. */
export function useDemoControls() {
  return useQuery({
    queryKey: CONTROLS,
    queryFn: ({ signal }) => call('demo.controls', undefined, { signal }),
  });
}

/** Tells the demo organisation to misbehave in one way, or to stop. */
export function useSetFault() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: { fault: string; on: boolean }) => call('demo.setFault', input),
    onSuccess: (controls) => queries.setQueryData(CONTROLS, controls),
  });
}
