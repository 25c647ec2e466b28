import { useMantineColorScheme } from '@mantine/core';
import {
  IconDownload,
  IconKeyboard,
  IconLanguage,
  IconMoon,
  IconPlayerStop,
  IconPlus,
  IconRefresh,
  IconSun,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { report } from '../../components/report';
import { useGoogleOverview, useSyncCancel, useSyncProgress, useSyncStart } from '../../queries/google';
import { useSetPreferences } from '../../queries/preferences';
import { useCurrentWorkspace } from '../../queries/workspaces';
import { openDialog } from '../../stores/dialog';
import type { PaletteEntry } from './entries';
import { useAppleActions } from './use-apple-actions';
import { useExportView } from './use-export-view';
import { useInvitationActions } from './use-invitation-actions';
import { useRegistrationActions } from './use-registration-actions';
import { useRemoteActions } from './use-remote-actions';
import { useUserActions } from './use-user-actions';

/** What can be done from anywhere. Only what can be done now is offered. */
export function useActions(): PaletteEntry[] {
  return [
    ...useRemoteActions(),
    ...useSyncActions(),
    ...useUserActions(),
    ...useInvitationActions(),
    ...useRegistrationActions(),
    ...useAppleActions(),
    ...useExportActions(),
    ...useChoices(),
  ];
}

function useSyncActions(): PaletteEntry[] {
  const { t } = useTranslation('common');
  const connected = useGoogleOverview().data != null;
  const running = useSyncProgress() !== null;
  const start = useSyncStart();
  const cancel = useSyncCancel();
  if (!connected) return [];
  const failed = { onError: report };
  if (running) {
    return [
      action('cancel-sync', t('work.cancelSync'), IconPlayerStop, () => cancel.mutate(undefined, failed)),
    ];
  }
  return [action('sync', t('palette.sync'), IconRefresh, () => start.mutate(undefined, failed))];
}

function useExportActions(): PaletteEntry[] {
  const { t } = useTranslation('common');
  const hasWorkspace = useCurrentWorkspace() !== null;
  const exportView = useExportView();
  if (!hasWorkspace) return [];
  return [
    action('export-csv', t('palette.exportCsv'), IconDownload, () => exportView('csv')),
    action('export-json', t('palette.exportJson'), IconDownload, () => exportView('json')),
  ];
}

function useChoices(): PaletteEntry[] {
  const { t, i18n } = useTranslation('common');
  const { colorScheme } = useMantineColorScheme();
  const choose = useSetPreferences();
  const toDark = colorScheme !== 'dark';
  const toFrench = i18n.language !== 'fr';
  return [
    action('theme', t(toDark ? 'palette.dark' : 'palette.light'), toDark ? IconMoon : IconSun, () =>
      choose.mutate({ theme: toDark ? 'dark' : 'light' }, { onError: report }),
    ),
    action('language', t('palette.otherLanguage'), IconLanguage, () =>
      choose.mutate({ language: toFrench ? 'fr' : 'en' }, { onError: report }),
    ),
    action('create', t('workspace.create'), IconPlus, () => openDialog({ kind: 'create', next: 'start' })),
    action('keys', t('palette.keys'), IconKeyboard, () => openDialog({ kind: 'keys' })),
  ];
}

function action(id: string, label: string, icon: PaletteEntry['icon'], run: () => void): PaletteEntry {
  return { id, group: 'actions', label, icon, run };
}
