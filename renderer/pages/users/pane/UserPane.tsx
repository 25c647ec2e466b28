import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../../../electron/bridge/domain';
import { useUser } from '../../../queries/users';
import { PaneEdge } from '../../devices/pane/PaneEdge';
import styles from '../../devices/pane/pane.module.css';
import { closeUser, useUsersView } from '../state/view';
import { focusUsers } from '../table/use-user-picking';
import { EditForm } from './EditForm';
import { PersonRecord } from './PersonRecord';
import { UserDevices } from './UserDevices';
import { UserHeader } from './UserHeader';
import { UserInvitations } from './UserInvitations';

/** The open user beside the table: who it is, who keeps it, and its devices. */
export function UserPane({ id, now }: { id: string; now: number }) {
  const { t } = useTranslation('users');
  const width = useUsersView((view) => view.paneWidth);
  const user = useUser(id);
  return (
    <aside
      className={styles.pane}
      style={{ width }}
      aria-label={t('pane.label')}
      aria-busy={user === undefined}
      onKeyDown={paneKey}
    >
      <PaneEdge
        label={t('pane.resize')}
        width={width}
        onWidth={(paneWidth) => useUsersView.setState({ paneWidth })}
      />
      {user === null && <p className={styles.gone}>{t('pane.gone')}</p>}
      {user != null && <Content key={user.id} user={user} now={now} />}
    </aside>
  );
}

function Content({ user, now }: { user: User; now: number }) {
  const [editing, setEditing] = useState(false);
  return (
    <>
      <UserHeader user={user} editing={editing} onEdit={() => setEditing(true)} />
      <div className={styles.body} tabIndex={editing ? undefined : 0}>
        {editing ? (
          <EditForm user={user} onDone={() => setEditing(false)} />
        ) : (
          <>
            <PersonRecord user={user} now={now} />
            <UserDevices user={user} />
            <UserInvitations userId={user.id} now={now} />
          </>
        )}
      </div>
    </>
  );
}

/** Esc closes; ↑ and ↓ go to the user above or below, unless a control in the pane needs them. */
function paneKey(event: KeyboardEvent): void {
  if (event.defaultPrevented) return;
  const isTyping =
    event.target instanceof Element &&
    event.target.closest('form, [role=separator], [role=listbox]') !== null;
  if (isTyping) return;
  if (event.key === 'Escape') {
    event.preventDefault();
    closeUser();
    focusUsers();
    return;
  }
  const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : null;
  if (by === null) return;
  event.preventDefault();
  useUsersView.getState().step?.(by);
}
