import { IconDeviceLaptop } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { DEFAULT_SORT, type Device } from '../../../electron/bridge/domain';
import { call } from '../../bridge';
import { ACTION_ICONS } from '../../pages/actions/ActionItems';
import { actOnDevice } from '../../pages/actions/act-on-device';
import { fittingActions } from '../../pages/actions/fitting';
import { openDevice } from '../../pages/devices/state/place';
import { useGoogleOverview } from '../../queries/google';
import { useCurrentWorkspace } from '../../queries/workspaces';
import { navigate } from '../../stores/route';
import type { PaletteEntry } from './entries';
import { usersFound } from './people';
import { peopleEntries, usePeopleFound } from './use-people-entries';

/** Rows looked through for people; only the first devices are listed. */
const LOOKED_AT = 60;
const MOST_DEVICES = 7;

/** The people and the devices in which the typed words are found, and, of a single one, what can be done with it. */
export function useFleetEntries(text: string, open: boolean): PaletteEntry[] {
  const { t } = useTranslation('actions');
  const workspace = useCurrentWorkspace();
  const connected = useGoogleOverview().data != null;
  const words = text.trim().slice(0, 200);
  const enabled = workspace !== null && open && words.length >= 2;
  const people = usePeopleFound(words, enabled);
  const { data } = useQuery({
    queryKey: ['devices', 'palette', words],
    queryFn: ({ signal }) =>
      call(
        'devices.window',
        { filter: { text: words }, sort: DEFAULT_SORT, offset: 0, limit: LOOKED_AT },
        { signal },
      ),
    enabled,
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  });
  if (!enabled || data === undefined) return [];
  const [only, ...others] = data.rows;
  const single = connected && only !== undefined && others.length === 0 ? only : null;
  return [
    ...peopleEntries(people, usersFound(data.rows, words), workspace.id),
    ...data.rows.slice(0, MOST_DEVICES).map(deviceEntry),
    ...(single === null
      ? []
      : actionEntries(single, (name) => t('menu.item', { action: t(`action.${name}`) }))),
  ];
}

function deviceEntry(device: Device): PaletteEntry {
  return {
    id: `device-${device.id}`,
    group: 'devices',
    label: [nameOf(device), device.model].filter(Boolean).join(' · '),
    hint: device.user ?? undefined,
    icon: IconDeviceLaptop,
    run: () => {
      navigate('devices');
      openDevice(device.id);
    },
  };
}

function actionEntries(
  device: Device,
  words: (name: ReturnType<typeof fittingActions>['actions'][number]) => string,
): PaletteEntry[] {
  return fittingActions(device).actions.map((action) => ({
    id: `act-${action}`,
    group: 'devices',
    label: words(action),
    hint: nameOf(device),
    icon: ACTION_ICONS[action],
    run: () => actOnDevice(action, device),
  }));
}

function nameOf(device: Device): string {
  return device.serial ?? device.providerId;
}
