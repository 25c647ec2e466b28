import type { ReactNode } from 'react';

/** How a column stands in a table. Widths are in px; a `share` takes part in what is left, from `width` on. */
export interface GridColumn<Row> {
  id: string;
  label: string;
  width: number;
  share?: number;
  align?: 'end';
  /** True when a click on its head sorts. */
  sortable?: boolean;
  /** Draws the cell's content; what can be pressed in it takes `tabIndex`. */
  cell(row: Row, tabIndex: 0 | -1): ReactNode;
  /** The tooltip of the cell. */
  title?: (row: Row) => string | undefined;
  className?: string | undefined;
}

/** The CSS grid tracks of the columns. */
export function tracksOf(columns: readonly Pick<GridColumn<never>, 'width' | 'share'>[]): string {
  return columns
    .map(({ width, share }) => (share === undefined ? `${width}px` : `minmax(${width}px, ${share}fr)`))
    .join(' ');
}

/** The least width of a row in px; narrower windows scroll sideways. */
export function leastWidth(columns: readonly Pick<GridColumn<never>, 'width'>[]): number {
  return columns.reduce((sum, { width }) => sum + width, 0);
}
