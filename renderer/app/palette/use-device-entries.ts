import { IconDeviceLaptop } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { DEFAULT_SORT } from '../../../electron/bridge/domain';
import { call } from '../../bridge';
import { openDevice } from '../../pages/devices/state/place';
import { useCurrentWorkspace } from '../../queries/workspaces';
import { navigate } from '../../stores/route';
import type { PaletteEntry } from './entries';

const MOST = 7;

/** The first devices in which the typed words are found. */
export function useDeviceEntries(text: string, open: boolean): PaletteEntry[] {
  const words = text.trim().slice(0, 200);
  const enabled = useCurrentWorkspace() !== null && open && words.length >= 2;
  const { data } = useQuery({
    queryKey: ['devices', 'palette', words],
    queryFn: ({ signal }) =>
      call(
        'devices.window',
        { filter: { text: words }, sort: DEFAULT_SORT, offset: 0, limit: MOST },
        { signal },
      ),
    enabled,
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  });
  if (!enabled || data === undefined) return [];
  return data.rows.map((device) => ({
    id: `device-${device.id}`,
    group: 'devices',
    label: [device.serial ?? device.providerId, device.model].filter(Boolean).join(' · '),
    hint: device.user ?? undefined,
    icon: IconDeviceLaptop,
    run: () => {
      navigate('devices');
      openDevice(device.id);
    },
  }));
}
