import { ActionIcon, Button } from '@mantine/core';
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Workspace } from '../../../electron/bridge/domain';
import { useEnterWorkspace } from '../../app/use-enter-workspace';
import { useFormat } from '../../format';
import { useWorkspaces } from '../../queries/workspaces';
import { openDialog } from '../../stores/dialog';
import { Row, Section } from './Section';
import css from './settings.module.css';

/** All workspaces, and what can be done with each. */
export function Workspaces() {
  const { t } = useTranslation('settings');
  const state = useWorkspaces().data;
  return (
    <Section title={t('workspaces.title')} text={t('workspaces.text')}>
      {(state?.workspaces ?? []).map((workspace) => (
        <WorkspaceRow key={workspace.id} workspace={workspace} isOpen={workspace.id === state?.current?.id} />
      ))}
      <div className={css.row}>
        <Button
          leftSection={<IconPlus size={15} aria-hidden="true" />}
          onClick={() => openDialog({ kind: 'create', next: 'start' })}
        >
          {t('workspaces.create')}
        </Button>
      </div>
    </Section>
  );
}

function WorkspaceRow({ workspace, isOpen }: { workspace: Workspace; isOpen: boolean }) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const enter = useEnterWorkspace();
  const { name, kind, createdAt } = workspace;
  const facts = [t(`workspaces.kind.${kind}`), t('workspaces.since', { date: format.date(createdAt) })];
  if (isOpen) facts.unshift(t('workspaces.open'));
  return (
    <Row label={name} text={facts.join(' · ')}>
      {!isOpen && (
        <Button
          loading={enter.busy}
          aria-label={t('workspaces.switchTo', { name })}
          onClick={() => enter.open(workspace.id)}
        >
          {t('workspaces.switch')}
        </Button>
      )}
      <ActionIcon
        aria-label={t('workspaces.rename', { name })}
        title={t('workspaces.rename', { name })}
        onClick={() => openDialog({ kind: 'rename', workspace })}
      >
        <IconPencil size={16} stroke={1.6} />
      </ActionIcon>
      <ActionIcon
        aria-label={t('workspaces.delete', { name })}
        title={t('workspaces.delete', { name })}
        onClick={() => openDialog({ kind: 'delete', workspace })}
      >
        <IconTrash size={16} stroke={1.6} />
      </ActionIcon>
    </Row>
  );
}
