// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid cannot be a table element; the grid itself holds the focus
// biome-ignore-all lint/a11y/useFocusableInteractive: a virtual grid cannot be a table element; the grid itself holds the focus
import { notifications } from '@mantine/notifications';
import { type CSSProperties, type MouseEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../bridge';
import { report } from '../../../components/report';
import { usePreferences } from '../../../queries/preferences';
import type { Rows } from '../../../queries/rows';
import { HEADER_HEIGHT, ROW_HEIGHT, spacerHeight } from '../../devices/table/geometry';
import table from '../../devices/table/table.module.css';
import { handleGridKey } from '../../devices/table/use-grid-keys';
import { type GridColumn, leastWidth, tracksOf } from './columns';
import { GridHeader, type GridSort } from './GridHeader';
import { GridRow } from './GridRow';
import css from './grid.module.css';
import { placeOf, useVisibleRows } from './use-visible-rows';
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
  const [current, setCurrent] = useCurrent(rows, idOf);
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
  const slots = Math.ceil(geometry.viewport / rowHeight) + 16;
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
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the grid hears the keys */}
        <div
          role="rowgroup"
          className={css.rows}
          onClick={(event) => setCurrent(rowAt(event) ?? current)}
          onDoubleClick={(event) => open(rowAt(event))}
        >
          {indexes(drawn).map((index) => (
            <GridRow
              key={index % slots}
              id={rowId(index)}
              row={rows.row(index)}
              index={index}
              top={index * rowHeight}
              current={index === current}
              columns={columns}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

/** The row the arrows move; it follows its entry when others come in above. */
function useCurrent<Row>(
  rows: Rows<Row>,
  idOf: (row: Row) => string,
): [number | null, (index: number | null) => void] {
  const [kept, setKept] = useState<{ question: string; index: number; id: string } | null>(null);
  const isKept = kept !== null && kept.question === rows.question && kept.index < rows.count;
  const set = (index: number | null) => {
    const row = index === null ? null : rows.row(index);
    if (index === null || row === null) setKept(null);
    else setKept({ question: rows.question, index, id: idOf(row) });
  };
  return [isKept ? placeOf(rows, idOf, kept) : null, set];
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
