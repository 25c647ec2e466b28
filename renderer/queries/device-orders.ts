import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '../bridge';

/** What one device managed here was told, the newest first, and how many orders there are in all. */
export function useDeviceOrders(deviceId: string, limit: number) {
  return useQuery({
    queryKey: ['apple', 'deviceOrders', deviceId, limit],
    queryFn: ({ signal }) => call('apple.orders', { deviceId, open: false, offset: 0, limit }, { signal }),
    placeholderData: keepPreviousData,
  });
}
