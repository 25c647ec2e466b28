import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { LibraryProfile } from '../../../../electron/bridge/domain';
import { useProfiles } from '../../../queries/profiles';
import { PaneEdge } from '../../devices/pane/PaneEdge';
import styles from '../../devices/pane/pane.module.css';
import { handlePaneKey } from '../../devices/pane/pane-keys';
import { AssignedList } from '../assign/AssignedList';
import css from '../profiles.module.css';
import { closeProfile, useProfilesView } from '../state/view';
import { focusProfiles } from '../table/ProfileTable';
import { Places } from './Places';
import { ProfileHeader } from './ProfileHeader';
import { ProfileRecord } from './ProfileRecord';

/** The open profile beside the table: what it is, who is to have it, and where it is. */
export function ProfilePane({ id, now }: { id: string; now: number }) {
  const { t } = useTranslation('profiles');
  const width = useProfilesView((view) => view.paneWidth);
  const profiles = useProfiles().data;
  const profile = profiles?.find((one) => one.id === id);
  return (
    <aside
      className={styles.pane}
      style={{ width }}
      aria-label={t('pane.label')}
      aria-busy={profiles === undefined}
      onKeyDown={paneKey}
    >
      <PaneEdge
        label={t('pane.resize')}
        width={width}
        onWidth={(paneWidth) => useProfilesView.setState({ paneWidth })}
      />
      {profile !== undefined && <Content key={profile.id} profile={profile} now={now} />}
      {profiles !== undefined && profile === undefined && <p className={styles.gone}>{t('pane.gone')}</p>}
    </aside>
  );
}

function Content({ profile, now }: { profile: LibraryProfile; now: number }) {
  const { t } = useTranslation('profiles');
  return (
    <>
      <ProfileHeader profile={profile} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <div className={styles.body} tabIndex={0}>
        <section>
          <h3 className={styles.group}>{t('pane.assigned')}</h3>
          {profile.assignments.length === 0 ? (
            <p className={css.hint}>{t('pane.notAssigned')}</p>
          ) : (
            <AssignedList assignments={profile.assignments} />
          )}
        </section>
        <Places profile={profile} now={now} />
        <ProfileRecord profile={profile} now={now} />
      </div>
    </>
  );
}

function paneKey(event: KeyboardEvent): void {
  handlePaneKey(event, {
    own: 'form, [role=separator], [role=listbox], [role=menu], [role=radiogroup]',
    step: (by) => useProfilesView.getState().step?.(by),
    close: () => {
      closeProfile();
      focusProfiles();
    },
  });
}
