import { create } from 'zustand';
import type { GridColumn } from './columns';

export const NARROWEST = 56;
export const WIDEST = 1200;

/** A width a column can have, in whole px. */
export function clampWidth(width: number): number {
  return Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)));
}

type Widths = Readonly<Record<string, number | undefined>>;

/** Widths chosen while the program runs, by grid and column. */
const useWidths = create<Readonly<Record<string, Widths>>>(() => ({}));

/** Sets a column's width in px; undefined gives it its own back. */
export function setWidth(grid: string, column: string, width: number | undefined): void {
  useWidths.setState((all) => ({ [grid]: { ...all[grid], [column]: width } }));
}

/** The widths chosen for a grid's columns. */
export function useChosenWidths(grid: string): Widths | undefined {
  return useWidths((all) => all[grid]);
}

/** A column with its chosen width, if any; then it takes no share of what is left. */
export function withWidth<Row>(column: GridColumn<Row>, widths: Widths | undefined): GridColumn<Row> {
  const width = widths?.[column.id];
  if (width === undefined) return column;
  const { share: _share, ...fixed } = column;
  return { ...fixed, width };
}
