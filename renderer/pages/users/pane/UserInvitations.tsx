import { useTranslation } from 'react-i18next';
import type { Invitation } from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import { useInvitationsOf } from '../../../queries/invitations';
import { useCurrentWorkspace } from '../../../queries/workspaces';
import styles from '../../devices/pane/pane.module.css';
import { StandingSign } from '../../invitations/signs/StateSign';
import { openInvitation } from '../../invitations/state/open';
import css from '../users.module.css';

/** The invitations of a user, the newest first, each a click away; nothing when there was none. */
export function UserInvitations({ userId, now }: { userId: string; now: number }) {
  const { t } = useTranslation('users');
  const invitations = useInvitationsOf(userId) ?? [];
  if (invitations.length === 0) return null;
  return (
    <section>
      <h3 className={styles.group}>{t('pane.invitations')}</h3>
      <ul className={css.devices}>
        {invitations.map((invitation) => (
          <InvitationLine key={invitation.id} invitation={invitation} now={now} />
        ))}
      </ul>
    </section>
  );
}

function InvitationLine({ invitation, now }: { invitation: Invitation; now: number }) {
  const { t } = useTranslation('users');
  const format = useFormat();
  const workspace = useCurrentWorkspace();
  if (workspace === null) return null;
  const { id, createdAt } = invitation;
  return (
    <li>
      <button
        type="button"
        className={`${css.device} ${css.invitation}`}
        title={t('pane.openInvitation')}
        onClick={() => openInvitation(workspace.id, id)}
      >
        <StandingSign invitation={invitation} />
        <time dateTime={new Date(createdAt).toISOString()} title={format.dateTime(createdAt)}>
          {format.relative(createdAt, now)}
        </time>
      </button>
    </li>
  );
}
