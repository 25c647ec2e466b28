import {
  IconBrandApple,
  IconCommand,
  IconDeviceLaptop,
  IconDoorEnter,
  IconFileCertificate,
  IconFlask,
  IconHistory,
  IconLayoutDashboard,
  IconListCheck,
  IconMailForward,
  IconPlugConnected,
  IconSettings,
  IconUsers,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format';
import { hasCertificate, isRefused } from '../../pages/apple/standing';
import { leaveView } from '../../pages/devices/views/open-view';
import { useViewInUse } from '../../pages/devices/views/use-view-in-use';
import { openCount } from '../../pages/invitations/counts';
import { useAppleOverview, useHasAppleDevices } from '../../queries/apple';
import { useCommandAttention, useOpenCommands } from '../../queries/commands';
import { useDeviceCount } from '../../queries/devices';
import { useGoogleOverview } from '../../queries/google';
import { useInvitationCounts } from '../../queries/invitations';
import { useProfiles } from '../../queries/profiles';
import { useUserCount } from '../../queries/users';
import { useCurrentWorkspace } from '../../queries/workspaces';
import { useRoute } from '../../stores/route';
import { needsAttention } from './data-age';
import { NavItem } from './NavItem';
import { PinnedViews } from './PinnedViews';
import { RailStatus } from './RailStatus';
import css from './rail.module.css';
import { WorkspaceMenu } from './WorkspaceMenu';

/** The left rail: which workspace, where to go, how fresh the data is. */
export function Rail() {
  const { t } = useTranslation('common');
  const workspace = useCurrentWorkspace();
  return (
    <nav className={css.rail} aria-label={t('rail.label')}>
      <WorkspaceMenu />
      {workspace?.kind === 'demo' && (
        <p className={css.demo} title={t('rail.demoHint')}>
          <IconFlask size={14} aria-hidden="true" />
          <span className={css.label}>{t('rail.demo')}</span>
        </p>
      )}
      {workspace === null ? <NavItem page="start" icon={IconListCheck} /> : <WorkspacePages />}
      <div className={css.gap} />
      <NavItem page="settings" icon={IconSettings} />
      {workspace !== null && <RailStatus />}
    </nav>
  );
}

function WorkspacePages() {
  const { t } = useTranslation('common');
  const format = useFormat();
  const workspace = useCurrentWorkspace();
  const devices = useDeviceCount({});
  const inUse = useViewInUse();
  const page = useRoute((route) => route.page);
  const overview = useGoogleOverview().data;
  const hasApple = useHasAppleDevices();
  const attention = overview != null && needsAttention(overview.status);
  return (
    <>
      {devices !== null && devices > 0 && <NavItem page="overview" icon={IconLayoutDashboard} />}
      {overview?.lastCompleteRun == null && <NavItem page="start" icon={IconListCheck} />}
      <NavItem
        page="devices"
        icon={IconDeviceLaptop}
        note={devices === null || devices === 0 ? undefined : format.number(devices)}
        mayBeCurrent={inUse?.pinned !== true}
        onOpen={
          page === 'devices' && inUse !== null && workspace !== null
            ? () => void leaveView(workspace.id)
            : undefined
        }
      />
      <PinnedViews inUse={page === 'devices' ? inUse : null} />
      <UsersItem />
      <InvitationsItem />
      <NavItem page="registration" icon={IconDoorEnter} />
      <AppleItem />
      <ProfilesItem />
      <NavItem
        page="connections"
        icon={IconPlugConnected}
        also={['google', 'ldap', 'mail']}
        note={attention ? t('rail.needsYou') : undefined}
        attention={attention}
      />
      {(overview != null || hasApple) && <CommandsItem />}
      <NavItem page="activity" icon={IconHistory} />
    </>
  );
}

/** Users, with how many there are. */
function UsersItem() {
  const format = useFormat();
  const users = useUserCount() ?? 0;
  return <NavItem page="users" icon={IconUsers} note={users === 0 ? undefined : format.number(users)} />;
}

/** Invitations, with how many are open. */
function InvitationsItem() {
  const format = useFormat();
  const counts = useInvitationCounts();
  const open = counts === null ? 0 : openCount(counts);
  return (
    <NavItem page="invitations" icon={IconMailForward} note={open === 0 ? undefined : format.number(open)} />
  );
}

/** Commands, with how many need somebody, else how many are under way. */
function CommandsItem() {
  const { t } = useTranslation('common');
  const format = useFormat();
  const waiting = useCommandAttention()?.commands ?? 0;
  const open = useOpenCommands()?.length ?? 0;
  const note = (key: string, count: number) => t(`rail.${key}`, { count, n: format.number(count) });
  return (
    <NavItem
      page="commands"
      icon={IconCommand}
      attention={waiting > 0}
      note={waiting > 0 ? note('commandsNeed', waiting) : open > 0 ? note('commandsOpen', open) : undefined}
    />
  );
}

/** Apple, with how many devices are managed here, and whether they can be woken. */
function AppleItem() {
  const { t } = useTranslation('common');
  const format = useFormat();
  const data = useAppleOverview().data;
  if (data === undefined) return <NavItem page="apple" icon={IconBrandApple} />;
  const { push, counts } = data;
  const stuck =
    push.state === 'expired' || isRefused(push.trouble) || (!hasCertificate(push) && counts.active > 0);
  const note = counts.active === 0 ? undefined : format.number(counts.active);
  return (
    <NavItem page="apple" icon={IconBrandApple} note={stuck ? t('rail.needsYou') : note} attention={stuck} />
  );
}

/** Profiles, with how many there are, or how many places one failed at. */
function ProfilesItem() {
  const { t } = useTranslation('common');
  const format = useFormat();
  const profiles = useProfiles().data ?? [];
  const failed = profiles.reduce((sum, { counts }) => sum + counts.failed, 0);
  const note = profiles.length === 0 ? undefined : format.number(profiles.length);
  return (
    <NavItem
      page="profiles"
      icon={IconFileCertificate}
      note={failed > 0 ? t('rail.profilesFailed', { count: failed, n: format.number(failed) }) : note}
      attention={failed > 0}
    />
  );
}
