import { useTranslation } from 'react-i18next';
import type { Device, User } from '../../../../electron/bridge/domain';
import { PlatformSign } from '../../../components/PlatformSign';
import { useFormat } from '../../../format';
import { useDevicesOf } from '../../../queries/users';
import { useCurrentWorkspace } from '../../../queries/workspaces';
import { navigate } from '../../../stores/route';
import styles from '../../devices/pane/pane.module.css';
import { StatusSign } from '../../devices/StatusSign';
import { openDevice } from '../../devices/state/place';
import { ToolButton } from '../../devices/ToolButton';
import { showDevices } from '../../devices/views/open-view';
import css from '../users.module.css';

const MOST_SHOWN = 20;

/** The devices of a user, each a click away. */
export function UserDevices({ user }: { user: User }) {
  const { t } = useTranslation('users');
  const format = useFormat();
  const workspace = useCurrentWorkspace();
  const devices = useDevicesOf(user);
  const more = (devices?.length ?? 0) - MOST_SHOWN;
  return (
    <section>
      <h3 className={styles.group}>{t('pane.devices')}</h3>
      {devices?.length === 0 && <p className={css.none}>{t('pane.noDevices')}</p>}
      <ul className={css.devices}>
        {devices?.slice(0, MOST_SHOWN).map((device) => (
          <DeviceLine key={device.id} device={device} />
        ))}
      </ul>
      {workspace !== null && devices !== undefined && devices.length > 1 && (
        <div className={css.deeds}>
          <ToolButton
            onClick={() => void showDevices(workspace.id, { filter: { text: user.email ?? user.userName } })}
          >
            {t('pane.showDevices')}
          </ToolButton>
          {more > 0 && (
            <span className={css.none}>{t('pane.moreDevices', { count: more, n: format.number(more) })}</span>
          )}
        </div>
      )}
    </section>
  );
}

function DeviceLine({ device }: { device: Device }) {
  const { t } = useTranslation('users');
  const name = device.serial ?? device.providerId;
  const open = () => {
    navigate('devices');
    openDevice(device.id);
  };
  return (
    <li>
      <button type="button" className={css.device} aria-label={t('pane.openDevice', { name })} onClick={open}>
        <PlatformSign platform={device.platform} size={16} />
        <span className={css.deviceName}>
          <span className="mono">{name}</span>
          <span>{device.model}</span>
        </span>
        <StatusSign status={device.status} />
      </button>
    </li>
  );
}
