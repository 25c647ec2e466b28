import { Menu } from '@mantine/core';
import { IconDownload, IconMailForward, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { openInvite } from '../../stores/invite';
import { SelectionToolbar } from '../devices/SelectionToolbar';
import { ToolButton } from '../devices/ToolButton';
import { clearPicked, usePicked, usePickedCount } from './state/picked';
import { useUsersView } from './state/view';
import { useRemoval } from './use-removal';
import { EXPORT_FORMATS, useUserExport } from './use-user-export';

/** How many users are picked, and what can be done with them. */
export function SelectionBar() {
  const { t } = useTranslation('users');
  const removal = useRemoval();
  const count = usePickedCount();
  if (count === 0) return null;
  return (
    <SelectionToolbar texts="users" count={count} onClear={() => clearPicked()}>
      <ToolButton
        icon={<IconMailForward size={14} stroke={1.6} aria-hidden="true" />}
        onClick={() => openInvite({ kind: 'users', users: [...usePicked.getState().rows.values()] })}
      >
        {t('selection.invite')}
      </ToolButton>
      <ToolButton
        icon={<IconTrash size={14} stroke={1.6} aria-hidden="true" />}
        disabled={removal.isPending}
        onClick={() => removal.remove([...usePicked.getState().rows.values()])}
      >
        {t('selection.remove')}
      </ToolButton>
      <ExportPicked />
    </SelectionToolbar>
  );
}

function ExportPicked() {
  const { t } = useTranslation(['users', 'activity']);
  const exporting = useUserExport();
  const question = () => ({
    filter: { ids: [...usePicked.getState().rows.keys()] },
    sort: useUsersView.getState().sort,
  });
  return (
    <Menu position="top">
      <Menu.Target>
        <ToolButton
          icon={<IconDownload size={14} stroke={1.6} aria-hidden="true" />}
          disabled={exporting.running}
        >
          {t('selection.export')}
        </ToolButton>
      </Menu.Target>
      <Menu.Dropdown>
        {EXPORT_FORMATS.map((kind) => (
          <Menu.Item key={kind} onClick={() => exporting.start(kind, question())}>
            {t(`activity:export.${kind}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
