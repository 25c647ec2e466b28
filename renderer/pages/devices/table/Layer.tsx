import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceColumn } from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import { usePlace } from '../state/place';
import type { CellKit } from './cell-text';
import { wordsOf } from './highlight';
import { Row } from './Row';
import styles from './table.module.css';
import type { RowWindow } from './use-row-window';
import type { WindowSnapshot } from './window-source';

interface LayerProps {
  rowWindow: RowWindow;
  columns: readonly DeviceColumn[];
  snapshot: WindowSnapshot;
  now: number;
}

/** The painted rows. A row's element is used again for another row, so that scrolling makes no new ones. */
export function Layer({ rowWindow, columns, snapshot, now }: LayerProps) {
  const { t } = useTranslation('devices');
  const format = useFormat();
  const kit = useMemo<CellKit>(() => ({ t, format, now }), [t, format, now]);
  const text = snapshot.query?.filter.text ?? '';
  const words = useMemo(() => wordsOf(text), [text]);
  const current = usePlace((place) => place.current?.index ?? null);
  const openId = usePlace((place) => place.openId);
  const { geometry, rows } = rowWindow;
  const slots = Math.ceil(geometry.viewport / geometry.rowHeight) + 4;
  return (
    <div role="presentation" ref={rowWindow.layer} className={styles.layer}>
      {rows.map(({ device, index, top }) => (
        <Row
          key={index % slots}
          device={device}
          index={index}
          top={top}
          current={index === current}
          open={device.id === openId}
          columns={columns}
          kit={kit}
          words={words}
        />
      ))}
    </div>
  );
}
