import { useMutation, useQuery } from '@tanstack/react-query';
import type { MethodInput } from '../../electron/bridge/contract';
import { call } from '../bridge';

/** Figures, push certificate and address of what is managed here. */
export function useAppleOverview() {
  return useQuery({
    queryKey: ['apple', 'overview'],
    queryFn: ({ signal }) => call('apple.overview', undefined, { signal }),
  });
}

/** True when devices were ever registered here. */
export function useHasAppleDevices(): boolean {
  const counts = useAppleOverview().data?.counts;
  if (counts === undefined) return false;
  return counts.pending + counts.active + counts.retired + counts.wiped + counts.reset > 0;
}

/** What is known of one device besides its record; null for another kind of device. */
export function useAppleDetail(id: string, enabled = true) {
  return useQuery({
    queryKey: ['apple', 'detail', id],
    queryFn: ({ signal }) => call('apple.detail', { id }, { signal }),
    enabled,
  });
}

/** Orders to all devices or one, the newest first. */
export function useAppleOrders(input: MethodInput<'apple.orders'>) {
  return useQuery({
    queryKey: ['apple', 'orders', input],
    queryFn: ({ signal }) => call('apple.orders', input, { signal }),
  });
}

/** Takes back what has not been sent, or was put off. */
export function useCancelOrders() {
  return useMutation({ mutationFn: (uuids: string[]) => call('apple.cancelOrders', { uuids }) });
}

/** Shows the PIN of a Mac; that it was shown goes to the log. */
export function useRevealPin() {
  return useMutation({ mutationFn: (uuid: string) => call('apple.revealPin', { uuid }) });
}

/** Wakes devices. */
export function useWakeDevices() {
  return useMutation({ mutationFn: (ids: string[]) => call('apple.push', { ids }) });
}

/** Saves an enrollment profile for a user; null when no file was chosen. */
export function useSaveEnrollment() {
  return useMutation({ mutationFn: (userId: string) => call('apple.saveProfile', { userId }) });
}
