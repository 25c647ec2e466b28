import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { MethodInput } from '../../electron/bridge/contract';
import { call } from '../bridge';
import { CHANGES_WITH_TIME } from './apple';

const OVERVIEW = ['push', 'overview'] as const;

/** The push certificate, and how pushes go. */
export function usePushOverview() {
  return useQuery({
    queryKey: OVERVIEW,
    queryFn: ({ signal }) => call('push.overview', undefined, { signal }),
    ...CHANGES_WITH_TIME,
  });
}

/** Saves the signing request. */
export function useSavePushRequest() {
  return useMutation({ mutationFn: () => call('push.saveRequest') });
}

/** Asks for certificate files; null when none were chosen. */
export function usePickPushFiles() {
  return useMutation({ mutationFn: () => call('push.pick') });
}

/** Signs the request with a vendor’s certificate. */
export function useVendorSign() {
  return useMutation({
    mutationFn: (input: MethodInput<'push.vendorSign'>) => call('push.vendorSign', input),
  });
}

/** Takes in the certificate. */
export function useBringPush() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: MethodInput<'push.bring'>) => call('push.bring', input),
    onSuccess: (overview) => queries.setQueryData(OVERVIEW, overview),
  });
}

/** Throws the waiting key away. */
export function useDiscardPushRequest() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => call('push.discardRequest'),
    onSuccess: (overview) => queries.setQueryData(OVERVIEW, overview),
  });
}

/** Forgets the certificate and its key. */
export function useRemovePush() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => call('push.remove'),
    onSuccess: (overview) => queries.setQueryData(OVERVIEW, overview),
  });
}

/** Asks Apple whether it lets us in. */
export function testPush(signal: AbortSignal) {
  return call('push.test', undefined, { signal });
}
