import { Button } from '@mantine/core';
import { IconDeviceLaptop } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DeviceOverview } from '../../../electron/bridge/domain';
import { useDeviceOverview } from '../../queries/devices';
import { useGoogleOverview } from '../../queries/google';
import { useInvitationCounts } from '../../queries/invitations';
import { navigate } from '../../stores/route';
import { statusWord } from '../devices/filters/sentence';
import { sumOf } from '../invitations/counts';
import { Bars } from './Bars';
import { ConnectionsWidget } from './ConnectionsWidget';
import { FleetWidget } from './FleetWidget';
import { ageLines, chromebooksOf, endLines, platformLines, stateLines, versionLines } from './lines';
import { NeedsWidget } from './NeedsWidget';
import css from './overview.module.css';
import { RegistrationsWidget } from './RegistrationsWidget';
import { SyncsWidget } from './SyncsWidget';
import { Widget } from './Widget';

/** The fleet at a glance: every figure opens the devices behind it, every problem has its next step. */
export function OverviewPage() {
  const overview = useDeviceOverview();
  if (overview === null) return null;
  return overview.total === 0 ? <NoDevices /> : <Figures overview={overview} />;
}

function Figures({ overview }: { overview: DeviceOverview }) {
  const { t } = useTranslation('overview');
  const { t: ofDevices } = useTranslation('devices');
  const invitations = useInvitationCounts();
  const anyInvited = invitations !== null && sumOf(invitations.states) > 0;
  const isConnected = useGoogleOverview().data != null;
  const ofChromebooks = chromebooksOf(overview) > 0;
  const charts = [
    { name: 'os', lines: versionLines(overview, t) },
    ...(ofChromebooks ? [{ name: 'end', lines: endLines(overview, t) }] : []),
  ];
  return (
    <div className={css.page}>
      <div className={css.grid}>
        <FleetWidget overview={overview} span={anyInvited ? 3 : 4} />
        {anyInvited && <RegistrationsWidget counts={invitations} />}
        <NeedsWidget span={anyInvited ? 6 : 8} />
        <Widget title={t('state.title')} hint={t('state.hint')} span={4}>
          <Bars lines={platformLines(overview, t)} label={t('state.platforms')} />
          <hr className={css.rule} />
          <Bars
            lines={stateLines(overview, (status) => statusWord(status, ofDevices))}
            label={t('state.states')}
          />
        </Widget>
        <Widget title={t('age.title')} hint={t('age.hint')} span={4}>
          <Bars lines={ageLines(overview, t)} label={t('age.title')} />
        </Widget>
        {charts.map(({ name, lines }) => (
          <Widget key={name} title={t(`${name}.title`)} hint={t(`${name}.hint`)} span={4}>
            <Bars lines={lines} label={t(`${name}.title`)} />
          </Widget>
        ))}
        {(ofChromebooks || isConnected) && <SyncsWidget />}
        <ConnectionsWidget />
      </div>
    </div>
  );
}

function NoDevices() {
  const { t } = useTranslation('overview');
  return (
    <div className={css.empty} role="status">
      <IconDeviceLaptop size={28} stroke={1.3} aria-hidden="true" />
      <h2>{t('empty.title')}</h2>
      <p>{t('empty.text')}</p>
      <Button variant="filled" onClick={() => navigate('start')}>
        {t('empty.action')}
      </Button>
    </div>
  );
}
