// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid cannot be a table element; the grid itself holds the focus
// biome-ignore-all lint/a11y/useFocusableInteractive: a virtual grid cannot be a table element; the grid itself holds the focus
import { notifications } from '@mantine/notifications';
import { type CSSProperties, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../bridge';
import { report } from '../../../components/report';
import { usePreferences } from '../../../queries/preferences';
import type { Rows } from '../../../queries/rows';
import { HEADER_HEIGHT, ROW_HEIGHT, spacerHeight } from '../../devices/table/geometry';
import table from '../../devices/table/table.module.css';
import { handleGridKey } from '../../devices/table/use-grid-keys';
import { type GridColumn, leastWidth, tracksOf } from './columns';
import { GridBody } from './GridBody';
import { GridHeader, type GridSort } from './GridHeader';
import { useCurrentRow } from './use-current-row';
import { useVisibleRows } from './use-visible-rows';
import { useChosenWidths, withWidth } from './widths';

export interface GridProps<Row> {
  /** Its name among the remembered widths. */
  name: string;
  label: string;
  columns: readonly GridColumn<Row>[];
  rows: Rows<Row>;
  idOf(row: Row): string;
  /** Enter and a double click. */
  onOpen?: (row: Row) => void;
  /** What Ctrl/⌘ C copies of a row; null: nothing. */
  copyOf(row: Row): string | null;
  sort?: GridSort | undefined;
  onSort?: (column: string) => void;
}

/** A table of which only the rows on screen exist; arrows move in it, Tab goes to what the current row offers. */
export function Grid<Row>(props: GridProps<Row>) {
  const { name, label, columns, rows, idOf, onOpen, copyOf, sort, onSort } = props;
  const { t } = useTranslation('activity');
  const id = useId();
  const widths = useChosenWidths(name);
  const sized = columns.map((column) => withWidth(column, widths));
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = ROW_HEIGHT[usePreferences().density];
  const { geometry, drawn, reveal } = useVisibleRows(scroller, rows, idOf, rowHeight);
  const [current, setCurrent] = useCurrentRow(rows, idOf);
  const go = (index: number) => {
    setCurrent(index);
    reveal(index);
  };
  const open = (index: number | null) => {
    const row = index === null ? null : rows.row(index);
    if (row !== null) onOpen?.(row);
  };
  const copy = () => {
    const row = current === null ? null : rows.row(current);
    const text = row === null ? null : copyOf(row);
    if (text === null) return;
    const told = () => notifications.show({ message: t('copied', { text }), autoClose: 2000 });
    call('app.copy', { text }).then(told, report);
  };
  const rowId = (index: number) => `${id}-${index}`;
  const isDrawn = current !== null && drawn !== null && current >= drawn.first && current <= drawn.last;
  return (
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      className={table.scroller}
      aria-label={label}
      aria-rowcount={rows.total === null ? -1 : rows.total + 1}
      aria-colcount={columns.length}
      aria-busy={rows.busy}
      aria-activedescendant={isDrawn ? rowId(current) : undefined}
      onFocus={(event) => {
        if (event.target === event.currentTarget && current === null && rows.count > 0)
          setCurrent(Math.ceil(event.currentTarget.scrollTop / rowHeight));
      }}
      onKeyDown={(event) =>
        handleGridKey(event, {
          count: rows.count,
          page: Math.max(1, Math.floor(geometry.viewport / rowHeight) - 1),
          current,
          move: go,
          extendTo: go,
          open: () => open(current),
          toggle: () => undefined,
          copy,
        })
      }
    >
      <div role="presentation" className={table.content} style={contentStyle(sized, geometry)}>
        <GridHeader name={name} columns={sized} sort={sort} onSort={onSort} />
        <GridBody
          rows={rows}
          columns={columns}
          drawn={drawn}
          geometry={geometry}
          current={current}
          rowId={rowId}
          onPick={setCurrent}
          onOpen={open}
        />
      </div>
    </div>
  );
}

function contentStyle<Row>(
  columns: readonly GridColumn<Row>[],
  geometry: Parameters<typeof spacerHeight>[0],
): CSSProperties {
  return {
    '--tracks': tracksOf(columns),
    '--row': `${geometry.rowHeight}px`,
    height: HEADER_HEIGHT + spacerHeight(geometry),
    width: `max(100%, ${leastWidth(columns)}px)`,
  } as CSSProperties;
}
