import { Menu } from '@mantine/core';
import {
  IconBrandApple,
  IconDots,
  IconKey,
  IconMailForward,
  IconPencil,
  IconTrash,
  IconUser,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../../../electron/bridge/domain';
import { openInvite } from '../../../stores/invite';
import { openTemporaryPassword } from '../../../stores/temporary-password';
import styles from '../../devices/pane/pane.module.css';
import { StepTools } from '../../devices/pane/StepTools';
import { ToolButton } from '../../devices/ToolButton';
import { StateSign } from '../StateSign';
import { closeUser, useUsersView } from '../state/view';
import { nameOf } from '../table/cell-text';
import { focusUsers } from '../table/use-user-picking';
import { useEnrollment } from '../use-enrollment';
import { useRemoval } from '../use-removal';
import css from '../users.module.css';

interface UserHeaderProps {
  user: User;
  editing: boolean;
  onEdit: () => void;
}

/** Who the user is, what can be done, and the way out. */
export function UserHeader({ user, editing, onEdit }: UserHeaderProps) {
  const { t } = useTranslation('users');
  const removal = useRemoval();
  return (
    <header className={styles.header}>
      <div className={styles.title}>
        <IconUser size={18} stroke={1.6} aria-hidden="true" />
        <h2>{nameOf(user)}</h2>
      </div>
      <div className={styles.who}>
        <StateSign user={user} />
        <span>{t(`source.${user.source}`)}</span>
        {user.orgUnitPath !== null && <span className={styles.user}>{user.orgUnitPath}</span>}
      </div>
      {!editing && (
        <div className={css.deeds}>
          {user.state === 'active' && (
            <ToolButton
              icon={<IconMailForward size={14} stroke={1.6} aria-hidden="true" />}
              onClick={() => openInvite({ kind: 'users', users: [user] })}
            >
              {t('pane.invite')}
            </ToolButton>
          )}
          <ToolButton icon={<IconPencil size={14} stroke={1.6} aria-hidden="true" />} onClick={onEdit}>
            {t('pane.edit')}
          </ToolButton>
          <ToolButton
            icon={<IconTrash size={14} stroke={1.6} aria-hidden="true" />}
            disabled={removal.isPending}
            onClick={() => removal.remove([user])}
          >
            {t('pane.remove')}
          </ToolButton>
          {user.state === 'active' && <MoreDeeds user={user} />}
        </div>
      )}
      <PaneTools />
    </header>
  );
}

function MoreDeeds({ user }: { user: User }) {
  const { t } = useTranslation(['registration', 'users']);
  const enrollment = useEnrollment();
  const more = t('password.more');
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <ToolButton aria-label={more} title={more} icon={<IconDots size={14} aria-hidden="true" />} />
      </Menu.Target>
      <Menu.Dropdown>
        {/* The passwords of people from a directory are kept there. */}
        {user.source !== 'ldap' && (
          <Menu.Item
            leftSection={<IconKey size={14} stroke={1.6} aria-hidden="true" />}
            onClick={() => openTemporaryPassword(user)}
          >
            {t('password.button')}
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<IconBrandApple size={14} stroke={1.6} aria-hidden="true" />}
          disabled={enrollment.isPending}
          onClick={() => enrollment.save(user)}
        >
          {t('users:pane.saveProfile')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function PaneTools() {
  const { t } = useTranslation('users');
  const step = useUsersView((view) => view.step);
  return <StepTools t={t} step={step} close={close} />;
}

function close(): void {
  closeUser();
  focusUsers();
}
