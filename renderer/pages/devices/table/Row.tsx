// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid cannot be a table element; the grid itself holds the focus
// biome-ignore-all lint/a11y/useFocusableInteractive: a virtual grid cannot be a table element; the grid itself holds the focus
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Device, DeviceColumn } from '../../../../electron/bridge/domain';
import { useIsSelected } from '../state/selection';
import { Cell } from './Cell';
import type { CellKit } from './cell-text';
import styles from './table.module.css';

export interface RowProps {
  device: Device;
  index: number;
  /** Distance from the top of the layer, in px. */
  top: number;
  current: boolean;
  open: boolean;
  columns: readonly DeviceColumn[];
  kit: CellKit;
  words: readonly string[];
}

/** The element id by which the grid names its current row. */
export const rowId = (index: number) => `device-row-${index}`;

/** One device in the table; clicks are heard by the table. */
export const Row = memo(function Row({ device, index, top, current, open, columns, kit, words }: RowProps) {
  const { t } = useTranslation('devices');
  const selected = useIsSelected(device.id);
  return (
    <div
      role="row"
      id={rowId(index)}
      className={styles.row}
      style={{ top }}
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-row-index={index}
      data-current={current || undefined}
      data-open={open || undefined}
    >
      <div role="gridcell" aria-colindex={1} className={styles.check}>
        <input
          type="checkbox"
          tabIndex={-1}
          checked={selected}
          readOnly
          aria-label={t('table.select', { name: device.serial ?? device.providerId })}
        />
      </div>
      {columns.map((column, place) => (
        <Cell key={column} device={device} column={column} place={place + 2} kit={kit} words={words} />
      ))}
    </div>
  );
});
