import { useMutation, useQuery } from '@tanstack/react-query';
import type { MethodInput } from '../../electron/bridge/contract';
import { DEFAULT_SORT, type Device, type QueuedOrder } from '../../electron/bridge/domain';
import { call } from '../bridge';
import { type Rows, useOffsetRows } from './rows';

/** What ends or was not seen for long changes with time alone, which no event tells. */
export const CHANGES_WITH_TIME = { refetchInterval: 60_000, refetchOnMount: 'always' } as const;

/** Figures, push certificate and address of what is managed here. */
export function useAppleOverview(enabled = true) {
  return useQuery({
    queryKey: ['apple', 'overview'],
    queryFn: ({ signal }) => call('apple.overview', undefined, { signal }),
    enabled,
    ...CHANGES_WITH_TIME,
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

/** An order with its device as lists know it; null when it is no longer there. */
export interface OrderRow extends QueuedOrder {
  device: Device | null;
}

/** Which orders: those that have not ended, or all. */
export type OrderQuestion = Pick<MethodInput<'apple.orders'>, 'open'>;

/** Orders to all devices, the newest first, read as they come on screen. */
export function useOrderRows(question: OrderQuestion): Rows<OrderRow> {
  return useOffsetRows({
    key: ['apple', 'orders'],
    input: question,
    load: async ({ open }: OrderQuestion, offset, limit, signal) => {
      const { rows, total } = await call('apple.orders', { deviceId: null, open, offset, limit }, { signal });
      const devices = await fetchDevices(
        rows.map(({ deviceId }) => deviceId),
        signal,
      );
      const known = new Map(devices.map((device) => [device.id, device]));
      return { rows: rows.map((row) => ({ ...row, device: known.get(row.deviceId) ?? null })), total };
    },
  });
}

/** These devices, archived ones too, in no order; at most 500. */
export async function fetchDevices(ids: readonly string[], signal: AbortSignal): Promise<Device[]> {
  const unique = [...new Set(ids)].slice(0, 500);
  if (unique.length === 0) return [];
  const { rows } = await call(
    'devices.window',
    { filter: { ids: unique }, sort: DEFAULT_SORT, offset: 0, limit: unique.length },
    { signal },
  );
  return rows;
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
