import { useDeferredValue, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../components/use-now';
import { useFormat } from '../../format';
import { useDeviceCount } from '../../queries/devices';
import { useGoogleOverview, useSyncProgress } from '../../queries/google';
import { usePreferences } from '../../queries/preferences';
import { useCurrentWorkspace } from '../../queries/workspaces';
import { useShowPageCount } from '../../stores/page-count';
import { useSearch } from '../../stores/search';
import { ListActions } from '../actions/ListActions';
import { ColumnsMenu } from './ColumnsMenu';
import { countText } from './count-text';
import { DataBanner, ReadFailed } from './DataBanner';
import styles from './devices.module.css';
import { EmptyState } from './EmptyState';
import { ExportMenu } from './ExportMenu';
import { FilterBar } from './filters/FilterBar';
import { withFreshPresets } from './filters/presets';
import { bannerOf, emptyNotice } from './notices';
import { DevicePane } from './pane/DevicePane';
import { SelectionBar } from './SelectionBar';
import { usePlace } from './state/place';
import { queryOf, useView } from './state/view';
import { DeviceTable } from './table/DeviceTable';
import { useWindowSource } from './table/use-window-source';
import type { WindowSnapshot } from './table/window-source';
import { useRememberedView } from './use-remembered-view';
import { SaveView } from './views/SaveView';
import { ViewsMenu } from './views/ViewsMenu';

const AGES_EVERY_MS = 30_000;

/** The whole fleet: searched, filtered, sorted, picked, exported and read, from the local cache. */
export function DevicesPage() {
  const workspace = useCurrentWorkspace();
  const ready = useRememberedView(workspace?.id ?? '');
  if (workspace === null || !ready) return null;
  return <Fleet key={workspace.id} />;
}

function Fleet() {
  const filter = useView((view) => view.filter);
  const sort = useView((view) => view.sort);
  const text = useSearch((search) => search.text);
  const now = useNow(AGES_EVERY_MS);
  const query = useMemo(() => queryOf({ filter, sort }, text), [filter, sort, text]);
  const overview = useGoogleOverview().data;
  const progress = useSyncProgress();
  const arriving = progress !== null && overview?.lastCompleteRun === null;
  const { source, snapshot } = useWindowSource(query, arriving);
  const { density } = usePreferences();
  const openId = usePlace((place) => place.openId);
  const full = usePlace((place) => place.full);
  const shownPane = useDeferredValue(openId);
  useCountInTopBar(snapshot);
  useRangesOfToday(now);
  const isEmpty = snapshot.query !== null && (snapshot.total ?? snapshot.atLeast) === 0;
  const filtered = Object.keys(query.filter).length > 0;
  const empty = isEmpty ? emptyNotice(overview, progress, filtered) : null;
  const banner = empty === null || empty.kind === 'nothingFound' ? bannerOf(overview, progress) : null;
  return (
    <div className={styles.page}>
      <FilterBar asked={query.filter}>
        <SaveView />
        <ViewsMenu />
        <ColumnsMenu />
        <ExportMenu query={query} />
        <ListActions />
      </FilterBar>
      {banner !== null && <DataBanner banner={banner} />}
      {snapshot.error !== null && <ReadFailed error={snapshot.error} onRetry={() => source.refresh()} />}
      <div className={styles.split}>
        <div className={styles.list} inert={full && shownPane !== null}>
          <DeviceTable source={source} snapshot={snapshot} density={density} now={now} />
          {empty !== null && <EmptyState notice={empty} />}
          <SelectionBar />
        </div>
        {shownPane !== null && openId !== null && <DevicePane id={shownPane} now={now} />}
      </div>
    </div>
  );
}

function useCountInTopBar(snapshot: WindowSnapshot): void {
  const { t } = useTranslation('devices');
  const format = useFormat();
  const fleet = useDeviceCount({});
  useShowPageCount(countText(snapshot, fleet, t, format));
}

/** “Over 30 days ago” moves on at midnight, though the page stays open. */
function useRangesOfToday(now: number): void {
  const day = new Date(now).toDateString();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new day is the reason to count anew
  useEffect(() => {
    useView.setState(({ filter }) => {
      const fresh = withFreshPresets(filter, Date.now());
      return JSON.stringify(fresh) === JSON.stringify(filter) ? {} : { filter: fresh };
    });
  }, [day]);
}
