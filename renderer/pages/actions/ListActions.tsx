import { Menu } from '@mantine/core';
import { IconBolt, IconFileSpreadsheet, IconListDetails } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { openAction } from '../../stores/action-review';
import { ToolButton } from '../devices/ToolButton';
import { useOfferedActions } from './families';

/** Actions on devices that are named by a list instead of being picked. */
export function ListActions() {
  const { t } = useTranslation('actions');
  const offered = useOfferedActions();
  if (offered.length === 0) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ToolButton icon={<IconBolt size={15} stroke={1.6} aria-hidden />}>{t('menu.button')}</ToolButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconListDetails size={15} stroke={1.6} aria-hidden />}
          onClick={() => openAction({ kind: 'serials' })}
        >
          {t('menu.serials')}
        </Menu.Item>
        {offered.includes('annotate') && (
          <Menu.Item
            leftSection={<IconFileSpreadsheet size={15} stroke={1.6} aria-hidden />}
            onClick={() => openAction({ kind: 'csv' })}
          >
            {t('menu.csv')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
