/** A column of a grid; `width` in px is its natural one, `flexible` ones share what is left. */
export interface GridColumn<K extends string = string> {
  key: K;
  width: number;
  /** A flexible column never gets narrower than this. */
  least?: number;
  flexible?: boolean;
  end?: boolean;
}

export type Widths = Readonly<Record<string, number>>;

export const NARROWEST = 56;
export const WIDEST = 900;

/** A width a column can have, in whole px. */
export function clampWidth(width: number): number {
  return Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)));
}

/** The tracks of a CSS grid, and the least width of all of them together in px. */
export function tracksOf(
  columns: readonly GridColumn[],
  chosen: Widths,
  lead: number,
): { tracks: string; least: number } {
  const parts = columns.map((column) => {
    const width = chosen[column.key];
    if (width !== undefined) return { track: `${width}px`, least: width };
    if (column.flexible !== true) return { track: `${column.width}px`, least: column.width };
    const least = column.least ?? column.width;
    return { track: `minmax(${least}px, ${column.width}fr)`, least };
  });
  return {
    tracks: [...(lead > 0 ? [`${lead}px`] : []), ...parts.map(({ track }) => track)].join(' '),
    least: parts.reduce((sum, part) => sum + part.least, lead),
  };
}
