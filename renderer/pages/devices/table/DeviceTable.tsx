// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid cannot be a table element; the grid itself holds the focus
// biome-ignore-all lint/a11y/useFocusableInteractive: a virtual grid cannot be a table element; the grid itself holds the focus
import { type CSSProperties, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceColumn, DeviceSort } from '../../../../electron/bridge/domain';
import { usePlace } from '../state/place';
import { useView } from '../state/view';
import { CHECKBOX_WIDTH } from './columns';
import { HEADER_HEIGHT, ROW_HEIGHT, spacerHeight } from './geometry';
import { GRID_ID } from './grid-focus';
import { Header } from './Header';
import { Layer } from './Layer';
import { rowId } from './Row';
import styles from './table.module.css';
import { useAvailableWidth } from './use-available-width';
import { type ColumnModel, useColumns } from './use-columns';
import { useFollowCurrent } from './use-follow-current';
import { handleGridKey } from './use-grid-keys';
import { usePicking } from './use-picking';
import { type RowWindow, useRowWindow } from './use-row-window';
import type { WindowSnapshot, WindowSource } from './window-source';

export interface DeviceTableProps {
  source: WindowSource;
  snapshot: WindowSnapshot;
  density: keyof typeof ROW_HEIGHT;
  now: number;
}

/** The whole fleet in one table: only the rows on screen exist. */
export function DeviceTable({ source, snapshot, density, now }: DeviceTableProps) {
  const { t } = useTranslation('devices');
  const scroller = useRef<HTMLDivElement>(null);
  const [isFocused, setFocused] = useState(false);
  const width = useAvailableWidth(scroller);
  const model = useColumns(width - CHECKBOX_WIDTH);
  const rowWindow = useRowWindow(scroller, source, snapshot, ROW_HEIGHT[density]);
  const picking = usePicking(source, snapshot.query, rowWindow.reveal);
  const current = usePlace((place) => place.current);
  useFollowCurrent(source, snapshot, picking);
  const { geometry } = rowWindow;
  const page = Math.max(1, Math.floor(geometry.viewport / geometry.rowHeight) - 1);
  const isPainted = current !== null && rowWindow.rows.some(({ index }) => index === current.index);
  return (
    <div
      ref={scroller}
      role="grid"
      id={GRID_ID}
      tabIndex={0}
      className={styles.scroller}
      aria-label={t('table.label')}
      aria-rowcount={geometry.count + 1}
      aria-colcount={model.columns.length + 1}
      aria-multiselectable
      aria-busy={snapshot.asking}
      aria-activedescendant={isPainted && isFocused ? rowId(current.index) : undefined}
      onFocus={(event) => {
        if (event.target !== event.currentTarget) return;
        setFocused(true);
        beginAt(firstWhole(rowWindow));
      }}
      onBlur={() => setFocused(false)}
      onKeyDown={(event) =>
        handleGridKey(event, {
          count: geometry.count,
          page,
          current: current?.index ?? null,
          move: picking.go,
          extendTo: (index) => void picking.extendTo(index),
          open: () => current !== null && picking.open(current.index),
          copy: () => current !== null && void picking.copy(current.index),
          toggle: () => current !== null && picking.toggle(current.index),
        })
      }
    >
      <div role="presentation" className={styles.content} style={contentStyle(model, rowWindow)}>
        <Header model={model} onSort={sortBy} onSelectAll={picking.selectAll} total={snapshot.total} />
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the grid hears the keys */}
        <div
          role="rowgroup"
          className={styles.viewport}
          style={{ height: Math.min(geometry.viewport, spacerHeight(geometry)) }}
          onClick={picking.click}
        >
          <Layer rowWindow={rowWindow} columns={model.columns} snapshot={snapshot} now={now} />
        </div>
      </div>
    </div>
  );
}

function contentStyle({ columns, widths }: ColumnModel, { geometry }: RowWindow): CSSProperties {
  const tracks = columns.map((column) => `${widths[column] ?? 0}px`);
  const total = columns.reduce((sum, column) => sum + (widths[column] ?? 0), CHECKBOX_WIDTH);
  return {
    '--tracks': `${CHECKBOX_WIDTH}px ${tracks.join(' ')}`,
    '--row': `${geometry.rowHeight}px`,
    height: HEADER_HEIGHT + spacerHeight(geometry),
    width: `max(100%, ${total}px)`,
  } as CSSProperties;
}

/** The first row that is wholly on screen. */
function firstWhole({ rows, first }: RowWindow): RowWindow['rows'][number] | undefined {
  return rows.find(({ index }) => index >= first);
}

/** A grid that takes the focus has a current row. */
function beginAt(row: RowWindow['rows'][number] | undefined): void {
  if (row === undefined || usePlace.getState().current !== null) return;
  usePlace.setState({ current: { index: row.index, id: row.device.id } });
}

function sortBy(column: DeviceColumn): void {
  useView.setState(({ sort }) => ({ sort: nextSort(sort, column) }));
}

function nextSort(sort: DeviceSort, column: DeviceColumn): DeviceSort {
  const ascends = sort.column !== column || sort.direction === 'descending';
  return { column, direction: ascends ? 'ascending' : 'descending' };
}
