import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useInvitation } from '../../../queries/invitations';
import { PaneEdge } from '../../devices/pane/PaneEdge';
import styles from '../../devices/pane/pane.module.css';
import { handlePaneKey } from '../../devices/pane/pane-keys';
import { closeInvitation, useInvitationsView } from '../state/view';
import { focusInvitations } from '../table/use-invitation-picking';
import { AdviceList } from './AdviceList';
import { InvitationHeader } from './InvitationHeader';
import { InvitationRecord } from './InvitationRecord';
import { Timeline } from './Timeline';

/** The open invitation beside the table: how it stands, what to do, and what happened to it. */
export function InvitationPane({ id, now }: { id: string; now: number }) {
  const { t } = useTranslation('invitations');
  const width = useInvitationsView((view) => view.paneWidth);
  const invitation = useInvitation(id);
  return (
    <aside
      className={styles.pane}
      style={{ width }}
      aria-label={t('pane.label')}
      aria-busy={invitation === undefined}
      onKeyDown={paneKey}
    >
      <PaneEdge
        label={t('pane.resize')}
        width={width}
        onWidth={(paneWidth) => useInvitationsView.setState({ paneWidth })}
      />
      {invitation === null && <p className={styles.gone}>{t('pane.gone')}</p>}
      {invitation != null && (
        <>
          <InvitationHeader key={invitation.id} invitation={invitation} />
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard */}
          <div className={styles.body} tabIndex={0}>
            <AdviceList invitation={invitation} />
            <InvitationRecord invitation={invitation} now={now} />
            <Timeline invitation={invitation} now={now} />
          </div>
        </>
      )}
    </aside>
  );
}

function paneKey(event: KeyboardEvent): void {
  handlePaneKey(event, {
    own: '[role=separator], [role=menu], [role=dialog]',
    step: (by) => useInvitationsView.getState().step?.(by),
    close: () => {
      closeInvitation();
      focusInvitations();
    },
  });
}
