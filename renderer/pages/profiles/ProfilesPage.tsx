import { useLayoutEffect } from 'react';
import { toMusterError } from '../../../electron/bridge/domain';
import { useNow } from '../../components/use-now';
import { useFormat } from '../../format';
import { useProfiles } from '../../queries/profiles';
import { useCurrentWorkspace } from '../../queries/workspaces';
import { useShowPageCount } from '../../stores/page-count';
import { ReadFailed } from '../devices/DataBanner';
import styles from '../devices/devices.module.css';
import { Bar } from './Bar';
import { Dialogs } from './Dialogs';
import { NoneFound, NoProfiles } from './Empty';
import { ProfilePane } from './pane/ProfilePane';
import { enterProfiles, useProfilesView } from './state/view';
import { ProfileTable } from './table/ProfileTable';
import { useProfileRows } from './use-profile-rows';

const AGES_EVERY_MS = 30_000;

/** The library of configuration profiles: what each is, who is to have it, and where it is. */
export function ProfilesPage() {
  const workspaceId = useCurrentWorkspace()?.id ?? null;
  const entered = useProfilesView((view) => view.workspaceId === workspaceId);
  useLayoutEffect(() => {
    if (workspaceId !== null) enterProfiles(workspaceId);
  }, [workspaceId]);
  if (workspaceId === null || !entered) return null;
  return (
    <>
      <Library />
      <Dialogs />
    </>
  );
}

function Library() {
  const text = useProfilesView((view) => view.text);
  const openId = useProfilesView((view) => view.openId);
  const rows = useProfileRows(text);
  const now = useNow(AGES_EVERY_MS);
  useCountInTopBar();
  const empty = rows.ready && rows.count === 0;
  return (
    <div className={styles.page}>
      <Bar />
      {rows.error !== null && <ReadFailed error={toMusterError(rows.error)} onRetry={rows.retry} />}
      <div className={styles.split}>
        <div className={styles.list}>
          {empty && text === '' ? <NoProfiles /> : <ProfileTable rows={rows} now={now} />}
          {empty && text !== '' && <NoneFound />}
        </div>
        {openId !== null && <ProfilePane id={openId} now={now} />}
      </div>
    </div>
  );
}

function useCountInTopBar(): void {
  const format = useFormat();
  const count = useProfiles().data?.length ?? 0;
  useShowPageCount(count === 0 ? null : format.number(count));
}
