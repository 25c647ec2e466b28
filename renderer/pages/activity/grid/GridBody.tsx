// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid cannot be a table element; the grid itself holds the focus
import type { MouseEvent } from 'react';
import type { Rows } from '../../../queries/rows';
import type { GridColumn } from './columns';
import { GridRow } from './GridRow';
import css from './grid.module.css';
import { BEYOND, type VisibleRows } from './use-visible-rows';

interface GridBodyProps<Row> extends Pick<VisibleRows, 'drawn' | 'geometry'> {
  rows: Rows<Row>;
  columns: readonly GridColumn<Row>[];
  current: number | null;
  rowId(index: number): string;
  onPick(index: number): void;
  onOpen(index: number): void;
}

/** The rows on screen. A row's element is used again for another row, so that scrolling makes no new ones. */
export function GridBody<Row>(props: GridBodyProps<Row>) {
  const { rows, columns, drawn, geometry, current, rowId, onPick, onOpen } = props;
  const slots = Math.ceil(geometry.viewport / geometry.rowHeight) + 2 * BEYOND + 2;
  const heard = (act: (index: number) => void) => (event: MouseEvent) => {
    const index = rowAt(event);
    if (index !== null) act(index);
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid hears the keys
    <div role="rowgroup" className={css.rows} onClick={heard(onPick)} onDoubleClick={heard(onOpen)}>
      {indexes(drawn).map((index) => (
        <GridRow
          key={index % slots}
          id={rowId(index)}
          row={rows.row(index)}
          index={index}
          top={index * geometry.rowHeight}
          current={index === current}
          columns={columns}
        />
      ))}
    </div>
  );
}

function indexes(range: { first: number; last: number } | null): number[] {
  if (range === null) return [];
  return Array.from({ length: range.last - range.first + 1 }, (_, place) => range.first + place);
}

function rowAt(event: MouseEvent): number | null {
  const target = event.target instanceof Element ? event.target : null;
  if (target === null || target.closest('button, a') !== null) return null;
  const text = target.closest('[data-row-index]')?.getAttribute('data-row-index');
  return text == null ? null : Number(text);
}
