import { IconAddressBook, IconBrandGoogle, IconFileSpreadsheet, IconUserPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { runImport } from '../../pages/users/imports/run-import';
import { useSources } from '../../pages/users/imports/use-sources';
import { openUsersDialog } from '../../pages/users/state/open';
import { useCurrentWorkspace } from '../../queries/workspaces';
import { useImportWork } from '../../stores/import-work';
import type { PaletteEntry } from './entries';

/** Adding users, and importing them from the directories that are set up. */
export function useUserActions(): PaletteEntry[] {
  const { t } = useTranslation('users');
  const isOpen = useCurrentWorkspace() !== null;
  const sources = useSources();
  const running = useImportWork();
  if (!isOpen) return [];
  const entry = (name: 'add' | 'list' | 'google' | 'ldap', icon: PaletteEntry['icon'], run: () => void) => ({
    id: `users-${name}`,
    group: 'actions' as const,
    label: t(`palette.${name}`),
    icon,
    run,
  });
  const entries = [
    entry('add', IconUserPlus, () => openUsersDialog('add')),
    entry('list', IconFileSpreadsheet, () => openUsersDialog('list')),
  ];
  for (const source of ['google', 'ldap'] as const) {
    if (!sources[source] || running[source] !== undefined) continue;
    const icon = source === 'google' ? IconBrandGoogle : IconAddressBook;
    entries.push(entry(source, icon, () => void runImport(source)));
  }
  return entries;
}
