import { Menu } from '@mantine/core';
import { IconChevronDown, IconMailForward } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format';
import type { UserQuestion } from '../../queries/users';
import { openInvite } from '../../stores/invite';
import { ToolButton } from '../devices/ToolButton';
import { usePicked, usePickedCount } from './state/picked';

const ICON = { size: 15, stroke: 1.6, 'aria-hidden': true } as const;

/** What can be done with the picked users, or with all that are shown. */
export function ActionsMenu({ question, count }: { question: UserQuestion; count: number }) {
  const { t } = useTranslation('users');
  const format = useFormat();
  const picked = usePickedCount();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ToolButton disabled={count === 0 && picked === 0}>
          {t('menu.actions')}
          <IconChevronDown size={13} stroke={1.8} aria-hidden="true" />
        </ToolButton>
      </Menu.Target>
      <Menu.Dropdown>
        {picked > 0 && (
          <Menu.Item
            leftSection={<IconMailForward {...ICON} />}
            onClick={() => openInvite({ kind: 'users', users: [...usePicked.getState().rows.values()] })}
          >
            {t('menu.invitePicked', { count: picked, n: format.number(picked) })}
          </Menu.Item>
        )}
        {count > 0 && (
          <Menu.Item
            leftSection={<IconMailForward {...ICON} />}
            onClick={() => openInvite({ kind: 'question', question })}
          >
            {t('menu.inviteShown', { count, n: format.number(count) })}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
