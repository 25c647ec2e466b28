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

/** Lets the stand-in for Apple issue the push certificate. */
export function useIssueDemoPush() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => call('demo.issuePush'),
    onSuccess: (overview) => queries.setQueryData(['push', 'overview'], overview),
  });
}

/** A made-up iPhone installs a profile that is chosen; null when none is. */
export function useInstallDemoProfile() {
  return useMutation({ mutationFn: () => call('demo.installProfile') });
}

/** Made-up people register so many devices; how many they were. */
export function registerDemoApple(count: number, signal: AbortSignal) {
  return call('demo.registerApple', { count }, { signal });
}
