import { Menu, UnstyledButton } from '@mantine/core';
import { IconCheck, IconPencil, IconPlus, IconSelector, IconSettings, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Workspace } from '../../../electron/bridge/domain';
import { useHasAppleDevices } from '../../queries/apple';
import { useGoogleOverview } from '../../queries/google';
import { useWorkspaces } from '../../queries/workspaces';
import { openDialog } from '../../stores/dialog';
import { navigate } from '../../stores/route';
import { useEnterWorkspace } from '../use-enter-workspace';
import css from './rail.module.css';

/** The head of the rail: the open workspace, and the way to the others. */
export function WorkspaceMenu() {
  const { t } = useTranslation('common');
  const state = useWorkspaces().data;
  const current = state?.current ?? null;
  return (
    <Menu position="bottom-start" width={240} offset={2}>
      <Menu.Target>
        <UnstyledButton className={css.workspace} aria-label={t('workspace.menu', { name: nameOf(current) })}>
          <span className={css.mark} aria-hidden="true">
            {nameOf(current).slice(0, 1).toLocaleUpperCase()}
          </span>
          <span className={`${css.label} ${css.identity}`}>
            <span className={css.name}>{nameOf(current)}</span>
            <Subtitle workspace={current} />
          </span>
          <IconSelector size={14} className={css.selector} aria-hidden="true" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Others workspaces={state?.workspaces ?? []} current={current} />
        <Menu.Item
          leftSection={<IconPlus size={15} />}
          onClick={() => openDialog({ kind: 'create', next: 'start' })}
        >
          {t('workspace.create')}
        </Menu.Item>
        {current !== null && <CurrentItems workspace={current} />}
      </Menu.Dropdown>
    </Menu>
  );
}

function nameOf(workspace: Workspace | null): string {
  return workspace?.name ?? 'Muster';
}

function Subtitle({ workspace }: { workspace: Workspace | null }) {
  const { t } = useTranslation('common');
  const domain = useGoogleOverview().data?.connection.domain;
  const managed = useHasAppleDevices();
  const without = t(managed ? 'workspace.managedHere' : 'workspace.notConnected');
  const text = workspace === null ? t('workspace.none') : (domain ?? without);
  return <small>{text}</small>;
}

function Others({ workspaces, current }: { workspaces: readonly Workspace[]; current: Workspace | null }) {
  const { t } = useTranslation('common');
  const enter = useEnterWorkspace();
  if (workspaces.length === 0) return null;
  return (
    <>
      <Menu.Label>{t('workspace.list')}</Menu.Label>
      {workspaces.map((workspace) => (
        <Menu.Item
          key={workspace.id}
          aria-current={workspace.id === current?.id || undefined}
          leftSection={
            workspace.id === current?.id ? <IconCheck size={15} /> : <span className={css.blank} />
          }
          onClick={() => workspace.id !== current?.id && enter.open(workspace.id)}
        >
          {workspace.name}
        </Menu.Item>
      ))}
      <Menu.Divider />
    </>
  );
}

function CurrentItems({ workspace }: { workspace: Workspace }) {
  const { t } = useTranslation('common');
  return (
    <>
      <Menu.Item
        leftSection={<IconPencil size={15} />}
        onClick={() => openDialog({ kind: 'rename', workspace })}
      >
        {t('workspace.rename')}
      </Menu.Item>
      <Menu.Item leftSection={<IconSettings size={15} />} onClick={() => navigate('settings')}>
        {t('workspace.settings')}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item
        color="var(--bad)"
        leftSection={<IconTrash size={15} />}
        onClick={() => openDialog({ kind: 'delete', workspace })}
      >
        {t('workspace.delete')}
      </Menu.Item>
    </>
  );
}
