import { IconMailForward } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Invitation } from '../../../../electron/bridge/domain';
import styles from '../../devices/pane/pane.module.css';
import { StepTools } from '../../devices/pane/StepTools';
import { StandingSign } from '../signs/StateSign';
import { closeInvitation, useInvitationsView } from '../state/view';
import { addressOf, nameOf } from '../table/cell-text';
import { focusInvitations } from '../table/use-invitation-picking';
import { InvitationDeeds } from './InvitationDeeds';
import css from './pane.module.css';

/** Who is invited, how it stands, what can be done, and the way out. */
export function InvitationHeader({ invitation }: { invitation: Invitation }) {
  return (
    <header className={styles.header}>
      <div className={styles.title}>
        <IconMailForward size={18} stroke={1.6} aria-hidden="true" />
        <h2>{nameOf(invitation)}</h2>
      </div>
      <div className={styles.who}>
        <span role="status" className={css.standing}>
          <StandingSign invitation={invitation} />
        </span>
        <span className={styles.user}>{addressOf(invitation)}</span>
      </div>
      <InvitationDeeds invitation={invitation} />
      <PaneTools />
    </header>
  );
}

function PaneTools() {
  const { t } = useTranslation('invitations');
  const step = useInvitationsView((view) => view.step);
  return <StepTools t={t} step={step} close={close} />;
}

function close(): void {
  closeInvitation();
  focusInvitations();
}
