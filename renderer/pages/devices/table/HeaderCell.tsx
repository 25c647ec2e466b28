// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid cannot be a table element; the grid itself holds the focus
// biome-ignore-all lint/a11y/useFocusableInteractive: a virtual grid cannot be a table element; the grid itself holds the focus
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { KeyboardEvent, MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceColumn, DeviceSort } from '../../../../electron/bridge/domain';
import { COLUMN_SPECS, NARROWEST, WIDEST } from './columns';
import styles from './table.module.css';
import { useHeaderDrag } from './use-header-drag';

const STEP = 8;

export interface HeaderCellProps {
  column: DeviceColumn;
  place: number;
  width: number;
  sort: DeviceSort;
  onSort: (column: DeviceColumn) => void;
  onResizeStart: (event: unknown) => void;
  onResize: (column: DeviceColumn, width: number) => void;
  onMove: (column: DeviceColumn, place: number) => void;
}

/** A column's head: click sorts, drag moves (Alt+Shift+arrows on the keyboard), its edge resizes. */
export function HeaderCell(props: HeaderCellProps) {
  const { column, place, sort, onSort, onMove } = props;
  const { t } = useTranslation('devices');
  const drag = useHeaderDrag(column, place, onMove);
  const sorted = sort.column === column ? sort.direction : 'none';
  const moveByKey = (event: KeyboardEvent) => {
    if (!event.altKey || !event.shiftKey) return;
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    onMove(column, place + (event.key === 'ArrowLeft' ? -1 : 1));
  };
  const Arrow = sorted === 'descending' ? IconArrowDown : IconArrowUp;
  return (
    <div
      role="columnheader"
      aria-colindex={place + 2}
      aria-sort={sorted}
      className={`${styles.head} ${COLUMN_SPECS[column].align === 'end' ? styles.end : ''}`}
      data-column={column}
      {...drag.target}
    >
      <button
        type="button"
        className={styles.sort}
        title={t('table.sortHint')}
        onClick={() => onSort(column)}
        onKeyDown={moveByKey}
        {...drag.source}
      >
        <span className={styles.text}>{t(`column.${column}`)}</span>
        {sorted !== 'none' && <Arrow size={12} stroke={2} aria-hidden />}
      </button>
      <ResizeHandle {...props} label={t('table.resize', { column: t(`column.${column}`) })} />
    </div>
  );
}

function ResizeHandle({
  column,
  width,
  onResizeStart,
  onResize,
  label,
}: HeaderCellProps & { label: string }) {
  const resizeByKey = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    event.stopPropagation();
    onResize(column, width + (event.key === 'ArrowLeft' ? -STEP : STEP));
  };
  const startResize = (event: MouseEvent) => {
    // Else the browser would begin to drag the head that the edge uncovers as it moves.
    event.preventDefault();
    onResizeStart(event);
  };
  return (
    <div
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={Math.round(width)}
      aria-valuemin={NARROWEST}
      aria-valuemax={WIDEST}
      className={styles.resize}
      onMouseDown={startResize}
      onTouchStart={onResizeStart}
      onKeyDown={resizeByKey}
    />
  );
}
