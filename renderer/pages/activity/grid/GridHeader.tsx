// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid cannot be a table element; the grid itself holds the focus
// biome-ignore-all lint/a11y/useFocusableInteractive: a virtual grid cannot be a table element; the grid itself holds the focus
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import table from '../../devices/table/table.module.css';
import type { GridColumn } from './columns';
import css from './grid.module.css';
import { ResizeHandle } from './ResizeHandle';

export interface GridSort {
  column: string;
  direction: 'ascending' | 'descending';
}

interface GridHeaderProps<Row> {
  name: string;
  columns: readonly GridColumn<Row>[];
  sort: GridSort | undefined;
  onSort: ((column: string) => void) | undefined;
}

/** The fixed head of a table; where rows can be sorted, a click on a name does it. */
export function GridHeader<Row>({ name, columns, sort, onSort }: GridHeaderProps<Row>) {
  return (
    <div role="rowgroup" className={table.header}>
      <div role="row" aria-rowindex={1} className={table.headerRow}>
        {columns.map(({ id, label, width, align, sortable }, place) => {
          const sorted = sort?.column === id ? sort.direction : 'none';
          const Arrow = sorted === 'descending' ? IconArrowDown : IconArrowUp;
          return (
            <div
              key={id}
              role="columnheader"
              aria-colindex={place + 1}
              aria-sort={sortable ? sorted : undefined}
              className={`${table.head} ${align === 'end' ? table.end : ''} ${place === 0 ? css.first : ''}`}
            >
              {sortable && onSort !== undefined ? (
                <button type="button" className={table.sort} onClick={() => onSort(id)}>
                  <span className={table.text}>{label}</span>
                  {sorted !== 'none' && <Arrow size={12} stroke={2} aria-hidden />}
                </button>
              ) : (
                <span className={`${table.text} ${css.head}`}>{label}</span>
              )}
              <ResizeHandle grid={name} column={id} label={label} width={width} />
            </div>
          );
        })}
      </div>
    </div>
  );
}
