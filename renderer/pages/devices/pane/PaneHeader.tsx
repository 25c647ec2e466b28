import { ActionIcon } from '@mantine/core';
import {
  IconArrowsDiagonal,
  IconArrowsDiagonalMinimize2,
  IconChevronDown,
  IconChevronUp,
  IconX,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Device } from '../../../../electron/bridge/domain';
import { PlatformSign } from '../../../components/PlatformSign';
import { DeviceActions } from '../../actions/DeviceActions';
import { CopyButton } from '../CopyButton';
import { StatusSign } from '../StatusSign';
import { closeDevice, usePlace } from '../state/place';
import { focusGrid } from '../table/grid-focus';
import styles from './pane.module.css';

interface PaneHeaderProps {
  device: Device;
  /** What else is to be known at a glance, each an element of its own. */
  children?: ReactNode;
}

/** What the device is, whose it is, and the way out. */
export function PaneHeader({ device, children }: PaneHeaderProps) {
  const { t } = useTranslation('devices');
  return (
    <header className={styles.header}>
      <div className={styles.title}>
        <PlatformSign platform={device.platform} size={18} />
        <h2>{device.name ?? device.model ?? device.serial ?? device.providerId}</h2>
      </div>
      <div className={styles.who}>
        <StatusSign status={device.status} />
        {device.name !== null && device.model !== null && <span>{device.model}</span>}
        {device.serial !== null && (
          <span className={styles.serial}>
            <span className="mono">{device.serial}</span>
            <CopyButton text={device.serial} />
          </span>
        )}
        {device.user !== null && <span className={styles.user}>{device.user}</span>}
        {device.assetId !== null && (
          <span>
            {t('pane.asset')} <span className="mono">{device.assetId}</span>
          </span>
        )}
        {children}
      </div>
      <DeviceActions device={device} />
      <PaneTools />
    </header>
  );
}

function close(): void {
  closeDevice();
  focusGrid();
}

function PaneTools() {
  const { t } = useTranslation('devices');
  const full = usePlace((place) => place.full);
  const step = usePlace((place) => place.step);
  const Size = full ? IconArrowsDiagonalMinimize2 : IconArrowsDiagonal;
  const size = t(full ? 'pane.beside' : 'pane.asPage');
  return (
    <div className={styles.tools}>
      <ActionIcon aria-label={t('pane.previous')} title={t('pane.previous')} onClick={() => step?.(-1)}>
        <IconChevronUp size={16} />
      </ActionIcon>
      <ActionIcon aria-label={t('pane.next')} title={t('pane.next')} onClick={() => step?.(1)}>
        <IconChevronDown size={16} />
      </ActionIcon>
      <ActionIcon aria-label={size} title={size} onClick={() => usePlace.setState({ full: !full })}>
        <Size size={15} />
      </ActionIcon>
      <ActionIcon aria-label={t('pane.close')} title={t('pane.close')} onClick={close}>
        <IconX size={16} />
      </ActionIcon>
    </div>
  );
}
