import {
  IconAddressBook,
  IconBrandApple,
  IconBrandGoogle,
  IconBuilding,
  IconCommand,
  IconDeviceLaptop,
  IconDoorEnter,
  IconFileCertificate,
  IconFlask,
  IconHistory,
  IconLayoutDashboard,
  IconListCheck,
  IconMail,
  IconMailForward,
  IconPlugConnected,
  IconSettings,
  IconUsers,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useWorkspaces } from '../../queries/workspaces';
import { navigate, type Page } from '../../stores/route';
import { useEnterWorkspace } from '../use-enter-workspace';
import type { PaletteEntry } from './entries';

const PLACES: readonly { page: Page; icon: TablerIcon; needsWorkspace: boolean }[] = [
  { page: 'overview', icon: IconLayoutDashboard, needsWorkspace: true },
  { page: 'devices', icon: IconDeviceLaptop, needsWorkspace: true },
  { page: 'users', icon: IconUsers, needsWorkspace: true },
  { page: 'invitations', icon: IconMailForward, needsWorkspace: true },
  { page: 'registration', icon: IconDoorEnter, needsWorkspace: true },
  { page: 'apple', icon: IconBrandApple, needsWorkspace: true },
  { page: 'profiles', icon: IconFileCertificate, needsWorkspace: true },
  { page: 'connections', icon: IconPlugConnected, needsWorkspace: true },
  { page: 'commands', icon: IconCommand, needsWorkspace: true },
  { page: 'activity', icon: IconHistory, needsWorkspace: true },
  { page: 'google', icon: IconBrandGoogle, needsWorkspace: true },
  { page: 'mail', icon: IconMail, needsWorkspace: true },
  { page: 'ldap', icon: IconAddressBook, needsWorkspace: true },
  { page: 'start', icon: IconListCheck, needsWorkspace: false },
  { page: 'settings', icon: IconSettings, needsWorkspace: false },
];

/** The pages and the other workspaces one can go to. */
export function usePlaces(): PaletteEntry[] {
  const { t } = useTranslation('common');
  const state = useWorkspaces().data;
  const current = state?.current ?? null;
  const enter = useEnterWorkspace();
  const pages = PLACES.filter((place) => current !== null || !place.needsWorkspace).map(
    ({ page, icon }): PaletteEntry => ({
      id: `page-${page}`,
      group: 'places',
      label: t(`pages.${page}`),
      icon,
      run: () => navigate(page),
    }),
  );
  const others = (state?.workspaces ?? []).filter((workspace) => workspace.id !== current?.id);
  return [
    ...pages,
    ...others.map(
      (workspace): PaletteEntry => ({
        id: `workspace-${workspace.id}`,
        group: 'workspaces',
        label: workspace.name,
        hint: t('palette.openWorkspace'),
        icon: workspace.kind === 'demo' ? IconFlask : IconBuilding,
        run: () => enter.open(workspace.id),
      }),
    ),
  ];
}
