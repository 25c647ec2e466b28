import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../../../electron/bridge/domain';
import { useUser } from '../../../queries/users';
import { PaneEdge } from '../../devices/pane/PaneEdge';
import styles from '../../devices/pane/pane.module.css';
import { handlePaneKey } from '../../devices/pane/pane-keys';
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

function paneKey(event: KeyboardEvent): void {
  handlePaneKey(event, {
    own: 'form, [role=separator], [role=listbox]',
    step: (by) => useUsersView.getState().step?.(by),
    close: () => {
      closeUser();
      focusUsers();
    },
  });
}
