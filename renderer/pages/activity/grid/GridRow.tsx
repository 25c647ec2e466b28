// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid cannot be a table element; the grid itself holds the focus
// biome-ignore-all lint/a11y/useFocusableInteractive: a virtual grid cannot be a table element; the grid itself holds the focus
import { memo } from 'react';
import table from '../../devices/table/table.module.css';
import type { GridColumn } from './columns';
import css from './grid.module.css';

interface GridRowProps<Row> {
  id: string;
  /** Null while it is being read: its cells are empty. */
  row: Row | null;
  index: number;
  /** Distance from the top of the rows, in px. */
  top: number;
  current: boolean;
  columns: readonly GridColumn<Row>[];
}

function DrawnRow<Row>({ id, row, index, top, current, columns }: GridRowProps<Row>) {
  return (
    <div
      role="row"
      id={id}
      className={table.row}
      style={{ top }}
      aria-rowindex={index + 2}
      aria-busy={row === null || undefined}
      data-row-index={index}
      data-current={current || undefined}
    >
      {columns.map(({ id: column, align, cell, title, className }, place) => (
        <div
          key={column}
          role="gridcell"
          aria-colindex={place + 1}
          className={`${table.cell} ${align === 'end' ? table.end : ''} ${place === 0 ? css.first : ''} ${className ?? ''}`}
          title={row === null ? undefined : title?.(row)}
        >
          {row === null ? null : cell(row, current ? 0 : -1)}
        </div>
      ))}
    </div>
  );
}

/** One row; it is drawn again only when it or its place changes. */
export const GridRow = memo(DrawnRow) as typeof DrawnRow;
