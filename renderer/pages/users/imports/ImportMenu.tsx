import { Menu } from '@mantine/core';
import { IconAddressBook, IconBrandGoogle, IconFileSpreadsheet, IconUserDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../format';
import { useUserImports } from '../../../queries/users';
import { type ImportSource, useImportWork } from '../../../stores/import-work';
import { navigate } from '../../../stores/route';
import { ToolButton } from '../../devices/ToolButton';
import { openUsersDialog } from '../state/open';
import css from '../users.module.css';
import { runImport } from './run-import';
import { useSources } from './use-sources';

const ICON = { size: 15, stroke: 1.6, 'aria-hidden': true } as const;

/** The ways to many users at once. */
export function ImportMenu() {
  const { t } = useTranslation('users');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ToolButton icon={<IconUserDown {...ICON} />}>{t('menu.import')}</ToolButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconFileSpreadsheet {...ICON} />} onClick={() => openUsersDialog('list')}>
          {t('menu.list')}
        </Menu.Item>
        <SourceItem source="google" icon={<IconBrandGoogle {...ICON} />} />
        <SourceItem source="ldap" icon={<IconAddressBook {...ICON} />} />
      </Menu.Dropdown>
    </Menu>
  );
}

function SourceItem({ source, icon }: { source: ImportSource; icon: ReactNode }) {
  const { t } = useTranslation('users');
  const format = useFormat();
  const ready = useSources()[source];
  const running = useImportWork((work) => work[source] !== undefined);
  const at = useUserImports()?.find((one) => one.source === source)?.result?.at;
  if (!ready) {
    return (
      <Menu.Item leftSection={icon} onClick={() => navigate(source)}>
        {t(source === 'google' ? 'menu.connectGoogle' : 'menu.connectLdap')}
      </Menu.Item>
    );
  }
  return (
    <Menu.Item
      leftSection={icon}
      disabled={running}
      rightSection={at === undefined ? undefined : <span className={css.age}>{format.relative(at)}</span>}
      onClick={() => void runImport(source)}
    >
      {t(`menu.${source}`)}
    </Menu.Item>
  );
}
