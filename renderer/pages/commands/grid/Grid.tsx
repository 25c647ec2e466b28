// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid cannot be a table element; the grid itself holds the focus
// biome-ignore-all lint/a11y/useFocusableInteractive: a virtual grid cannot be a table element; the grid itself holds the focus
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useState,
} from 'react';
import { HEADER_HEIGHT } from '../../devices/table/geometry';
import table from '../../devices/table/table.module.css';
import { type GridColumn, tracksOf, type Widths } from './columns';
import css from './grid.module.css';
import type { GridModel } from './use-grid';

export interface GridProps {
  id: string;
  label: string;
  model: GridModel;
  columns: readonly GridColumn[];
  widths: Widths;
  /** The width of a first column of boxes in px; 0: there is none. */
  lead: number;
  header: ReactNode;
  current: number | null;
  /** How rows are named for assistive technology. */
  rowId: (index: number) => string;
  busy?: boolean;
  multiple?: boolean;
  onKeyDown: (event: KeyboardEvent<HTMLDivElement>) => void;
  onClick: (event: MouseEvent) => void;
  /** The grid took the focus by itself. */
  onEnter: () => void;
  row: (index: number, top: number) => ReactNode;
}

/** A table of which only the rows on screen exist; it holds the focus itself and names its current row. */
export function Grid(props: GridProps) {
  const { model, columns, widths, lead, current, rowId, row } = props;
  const [isFocused, setFocused] = useState(false);
  useFirstFocus(model.scroller);
  const items = model.virtualizer.getVirtualItems();
  const { tracks, least } = tracksOf(columns, widths, lead);
  const isPainted = current !== null && items.some(({ index }) => index === current);
  const style = {
    '--tracks': tracks,
    '--row': `${model.rowHeight}px`,
    height: HEADER_HEIGHT + model.virtualizer.getTotalSize(),
    minWidth: least,
  } as CSSProperties;
  return (
    <div
      ref={model.scroller}
      role="grid"
      id={props.id}
      tabIndex={0}
      className={`${table.scroller} ${css.scroller}`}
      aria-label={props.label}
      aria-rowcount={model.count + 1}
      aria-colcount={columns.length + (lead > 0 ? 1 : 0)}
      aria-multiselectable={props.multiple === true || undefined}
      aria-busy={props.busy === true}
      aria-activedescendant={isPainted && isFocused ? rowId(current) : undefined}
      onFocus={(event) => {
        if (event.target !== event.currentTarget) return;
        setFocused(true);
        props.onEnter();
      }}
      onBlur={() => setFocused(false)}
      onScroll={({ currentTarget }) => {
        currentTarget.toggleAttribute('data-sideways', currentTarget.scrollLeft > 0);
      }}
      onKeyDown={props.onKeyDown}
    >
      <div role="presentation" className={table.content} style={style}>
        <div role="rowgroup" className={table.header}>
          <div role="row" aria-rowindex={1} className={`${table.headerRow} ${css.headerRow}`}>
            {props.header}
          </div>
        </div>
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the grid hears the keys */}
        <div role="rowgroup" className={css.rows} onClick={props.onClick} onMouseDown={pickNoText}>
          {items.map(({ index, start }) => row(index, start - HEADER_HEIGHT))}
        </div>
      </div>
    </div>
  );
}

/** A click with shift picks rows; it must not mark their text as well. */
function pickNoText(event: MouseEvent<HTMLDivElement>): void {
  if (!event.shiftKey) return;
  event.preventDefault();
  event.currentTarget.closest<HTMLElement>('[role=grid]')?.focus({ preventScroll: true });
}

/** When what had the focus has gone with the former page, the keyboard goes on in the table. */
function useFirstFocus(scroller: RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    if (document.activeElement === document.body) scroller.current?.focus({ preventScroll: true });
  }, [scroller]);
}
