import { useTranslation } from 'react-i18next';
import type { Target } from '../../../../electron/bridge/domain';
import { useNow } from '../../../components/use-now';
import { useFormat } from '../../../format';
import { useDeviceDetail } from '../../../queries/devices';
import { statusWord } from '../../devices/filters/sentence';
import { osName } from '../../devices/table/cell-text';
import css from './pane.module.css';

/** What the device’s record says, and of when it is: what an admin judges an unknown outcome by. */
export function Evidence({ target }: { target: Target }) {
  const { t } = useTranslation('commands');
  const { t: ofDevices } = useTranslation('devices');
  const format = useFormat();
  const now = useNow(15_000);
  const device = useDeviceDetail(target.facts.deviceId)?.device;
  if (device === undefined || device.id !== target.facts.deviceId) return null;
  const parts = [
    statusWord(device.status, ofDevices),
    device.lastSyncAt === null
      ? null
      : t(device.platform === 'chromeos' ? 'step.lastSync' : 'step.lastCheckIn', {
          when: format.relative(device.lastSyncAt, now),
        }),
    osName(device).text,
    device.orgUnitPath,
  ].filter((part) => part !== null && part !== '');
  return (
    <p className={css.evidence} title={format.dateTime(device.fetchedAt)}>
      {t('step.record', { when: format.relative(device.fetchedAt, now) })} {parts.join(' · ')}
    </p>
  );
}
