import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type AppleDetail,
  type AppleDocument,
  appleDocumentSchema,
  type Device,
  type DeviceDetail,
} from '../../../../../electron/bridge/domain';
import { useFormat } from '../../../../format';
import { useAppleDetail } from '../../../../queries/apple';
import { APPLE_TABS, type Tab } from '../fields';
import { HistoryTab } from '../HistoryTab';
import { PaneHeader } from '../PaneHeader';
import { usePaneTab } from '../pane-tab';
import { RawTab } from '../RawTab';
import { Sections } from '../Sections';
import { Tabs } from '../Tabs';
import { AppsTab } from './AppsTab';
import { CertificatesTab } from './CertificatesTab';
import { OrdersTab } from './OrdersTab';
import { OverviewTab } from './OverviewTab';
import { ProfilesTab } from './ProfilesTab';
import { readAppleRecord } from './record';

const TABS: readonly Tab[] = ['overview', 'hardware', ...APPLE_TABS, 'history', 'raw'];

/** A device that Muster manages itself: what it told, and what it is told. */
export function AppleContent({ detail, now }: { detail: DeviceDetail; now: number }) {
  const { t } = useTranslation('devices');
  const { device, document } = detail;
  const apple = useAppleDetail(device.id).data ?? null;
  const read = useMemo(() => appleDocumentSchema.safeParse(document), [document]);
  const chosen = usePaneTab((pane) => pane.tab);
  const present = read.success ? TABS : TABS.filter((tab) => tab === 'history' || tab === 'raw');
  const tab = present.includes(chosen) ? chosen : (present[0] ?? 'raw');
  return (
    <>
      <PaneHeader device={device}>
        {read.success && <Supervision document={read.data} />}
        <LastSeen device={device} now={now} />
      </PaneHeader>
      <Tabs
        label={t('pane.tabs')}
        tabs={present.map((name) => ({ name, label: t(`tab.${name}`) }))}
        chosen={tab}
        onChoose={(name) => usePaneTab.setState({ tab: name })}
      >
        {tab === 'history' && <HistoryTab deviceId={device.id} now={now} />}
        {tab === 'raw' && <RawTab document={document} />}
        {read.success && <Told tab={tab} device={device} document={read.data} apple={apple} now={now} />}
      </Tabs>
    </>
  );
}

function Supervision({ document }: { document: AppleDocument }) {
  const { t } = useTranslation('devices');
  const { IsSupervised: supervised } = document.information;
  if (typeof supervised !== 'boolean') return null;
  return <span>{t(supervised ? 'apple.supervised' : 'apple.notSupervised')}</span>;
}

function LastSeen({ device, now }: { device: Device; now: number }) {
  const { t } = useTranslation('devices');
  const format = useFormat();
  const { lastSyncAt } = device;
  if (lastSyncAt === null) return null;
  return (
    <span title={format.dateTime(lastSyncAt)}>
      {t('apple.lastSeen', { when: format.relative(lastSyncAt, now) })}
    </span>
  );
}

interface ToldProps {
  tab: Tab;
  device: Device;
  document: AppleDocument;
  /** Null while it is being read. */
  apple: AppleDetail | null;
  now: number;
}

function Told({ tab, device, document, apple, now }: ToldProps) {
  const { t } = useTranslation('devices');
  const format = useFormat();
  const record = useMemo(() => readAppleRecord(document, { t, format, now }), [document, t, format, now]);
  switch (tab) {
    case 'overview':
      return <OverviewTab device={device} apple={apple} sections={record.overview} now={now} />;
    case 'hardware':
      return <Sections sections={record.hardware} source={t('apple.source')} at={null} gathered now={now} />;
    case 'profiles':
      return <ProfilesTab document={document} apple={apple} now={now} />;
    case 'apps':
      return <AppsTab document={document} now={now} />;
    case 'certificates':
      return <CertificatesTab document={document} now={now} />;
    case 'commands':
      return apple === null ? null : <OrdersTab key={apple.deviceId} apple={apple} now={now} />;
    default:
      return null;
  }
}
