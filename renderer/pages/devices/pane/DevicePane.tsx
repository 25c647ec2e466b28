import { type KeyboardEvent, lazy, Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceDetail } from '../../../../electron/bridge/domain';
import { useDeviceDetail } from '../../../queries/devices';
import { leavePane, usePlace } from '../state/place';
import { useView } from '../state/view';
import { focusGrid } from '../table/grid-focus';
import type { Tab } from './fields';
import { HistoryTab } from './HistoryTab';
import { PaneEdge } from './PaneEdge';
import { PaneHeader } from './PaneHeader';
import styles from './pane.module.css';
import { usePaneTab } from './pane-tab';
import { RawTab } from './RawTab';
import { RecordTab } from './RecordTab';
import type { RecordTabs } from './record';
import { Tabs } from './Tabs';
import { useRecord } from './use-record';

// What few workspaces need is not in the first file.
const AppleContent = lazy(() =>
  import('./apple/AppleContent').then((part) => ({ default: part.AppleContent })),
);

/** The open device beside the table, or over the whole page. */
export function DevicePane({ id, now }: { id: string; now: number }) {
  const { t } = useTranslation('devices');
  const full = usePlace((place) => place.full);
  const width = useView((view) => view.paneWidth);
  const detail = useDeviceDetail(id);
  const pane = useRef<HTMLElement>(null);
  useEffect(() => {
    if (full) pane.current?.focus();
  }, [full]);
  return (
    <aside
      ref={pane}
      tabIndex={-1}
      className={styles.pane}
      style={full ? undefined : { width }}
      data-full={full || undefined}
      aria-label={t('pane.label')}
      aria-busy={detail === undefined || detail?.device.id !== id}
      onKeyDown={paneKey}
    >
      {!full && (
        <PaneEdge
          label={t('pane.resize')}
          width={width}
          onWidth={(paneWidth) => useView.setState({ paneWidth })}
        />
      )}
      {detail === null && <p className={styles.gone}>{t('pane.gone')}</p>}
      {detail != null && <Content key={detail.source.kind} detail={detail} now={now} />}
    </aside>
  );
}

const TABS = ['overview', 'hardware', 'network', 'usage', 'history', 'raw'] as const satisfies readonly Tab[];

function Content(props: { detail: DeviceDetail; now: number }) {
  if (props.detail.source.kind !== 'apple') return <GoogleContent {...props} />;
  return (
    <Suspense>
      <AppleContent {...props} />
    </Suspense>
  );
}

function GoogleContent({ detail, now }: { detail: DeviceDetail; now: number }) {
  const { t } = useTranslation('devices');
  const chosen = usePaneTab((pane) => pane.tab);
  const record = useRecord(detail.document, now);
  const present = TABS.filter((tab) => tab === 'history' || tab === 'raw' || record[tab] !== undefined);
  const tab = present.find((name) => name === chosen) ?? present[0] ?? 'raw';
  return (
    <>
      <PaneHeader device={detail.device} />
      <Tabs
        label={t('pane.tabs')}
        tabs={present.map((name) => ({ name, label: t(`tab.${name}`) }))}
        chosen={tab}
        onChoose={(name) => usePaneTab.setState({ tab: name })}
      >
        <Panel tab={tab} detail={detail} record={record} now={now} />
      </Tabs>
    </>
  );
}

interface PanelProps {
  tab: (typeof TABS)[number];
  detail: DeviceDetail;
  record: RecordTabs;
  now: number;
}

function Panel({ tab, detail, record, now }: PanelProps) {
  switch (tab) {
    case 'history':
      return <HistoryTab deviceId={detail.device.id} google now={now} />;
    case 'raw':
      return <RawTab document={detail.document} />;
    default:
      return (
        <RecordTab sections={record[tab] ?? []} detail={detail} withSource={tab === 'overview'} now={now} />
      );
  }
}

/** Esc closes; ↑ and ↓ go to the device above or below, unless a control in the pane needs them. */
function paneKey(event: KeyboardEvent): void {
  if (event.defaultPrevented) return;
  if (event.key === 'Escape') {
    event.preventDefault();
    leavePane();
    focusGrid();
    return;
  }
  const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : null;
  const scrolls = event.target instanceof Element && event.target.closest('pre, [role=separator]') !== null;
  if (by === null || scrolls) return;
  event.preventDefault();
  usePlace.getState().step?.(by);
}
