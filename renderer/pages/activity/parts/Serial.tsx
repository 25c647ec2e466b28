import { useTranslation } from 'react-i18next';
import { navigate } from '../../../stores/route';
import { CopyButton } from '../../devices/CopyButton';
import { usePaneTab } from '../../devices/pane/pane-tab';
import { openDevice } from '../../devices/state/place';
import css from './parts.module.css';

/** Shows a device and its history on the Devices page. */
export function showDevice(id: string): void {
  usePaneTab.setState({ tab: 'history' });
  navigate('devices');
  openDevice(id);
}

interface SerialProps {
  deviceId: string;
  serial: string | null;
  tabIndex: 0 | -1;
}

/** A serial that opens its device, one click from the clipboard. */
export function Serial({ deviceId, serial, tabIndex }: SerialProps) {
  const { t } = useTranslation('activity');
  const name = serial ?? t('value.nameless');
  return (
    <>
      <button
        type="button"
        className={css.open}
        tabIndex={tabIndex}
        title={t('openDevice', { name })}
        onClick={() => showDevice(deviceId)}
      >
        {serial === null ? <em>{name}</em> : <span className="mono">{serial}</span>}
      </button>
      {serial !== null && (
        <span className={css.copy}>
          <CopyButton text={serial} inTable />
        </span>
      )}
    </>
  );
}
