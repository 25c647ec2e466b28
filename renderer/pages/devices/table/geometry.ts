/** Row heights in px, by density. */
export const ROW_HEIGHT = { normal: 28, compact: 24 } as const;
export const HEADER_HEIGHT = 30;

/** Chromium lays nothing out beyond 33,554,431 px (a 32-bit number of 1/64 px); this keeps clear of it. */
export const TALLEST_PX = 32_000_000;

/** Where rows stand: `rowHeight` and `viewport` in px, `count` rows. */
export interface Geometry {
  count: number;
  rowHeight: number;
  viewport: number;
}

/** The height of all rows, as if there were no limit. */
export function listHeight({ count, rowHeight }: Geometry): number {
  return count * rowHeight;
}

/** The height given to the scroller: the list's, up to what Chromium can lay out. */
export function spacerHeight(geometry: Geometry): number {
  return Math.min(listHeight(geometry), TALLEST_PX);
}

function scale(geometry: Geometry): number {
  const scrollable = spacerHeight(geometry) - geometry.viewport;
  const wanted = listHeight(geometry) - geometry.viewport;
  return scrollable > 0 && wanted > scrollable ? wanted / scrollable : 1;
}

/** The offset into the list that a scroll position stands for. */
export function offsetOfScroll(geometry: Geometry, scrollTop: number): number {
  const last = Math.max(0, listHeight(geometry) - geometry.viewport);
  return Math.min(last, Math.max(0, scrollTop * scale(geometry)));
}

/** The scroll position that shows an offset at the top: the inverse of `offsetOfScroll`. */
export function scrollOfOffset(geometry: Geometry, offset: number): number {
  return offset / scale(geometry);
}

/** The rows an offset shows, first and last, both included; null when there is none. */
export function rowsAt(geometry: Geometry, offset: number): { first: number; last: number } | null {
  if (geometry.count === 0 || geometry.viewport <= 0) return null;
  const first = Math.min(geometry.count - 1, Math.floor(offset / geometry.rowHeight));
  const last = Math.ceil((offset + geometry.viewport) / geometry.rowHeight) - 1;
  return { first, last: Math.max(first, Math.min(geometry.count - 1, last)) };
}

/** The offset nearest to the present one at which a row is wholly visible. */
export function offsetShowing(geometry: Geometry, offset: number, index: number): number {
  const top = index * geometry.rowHeight;
  if (top < offset) return top;
  return Math.max(offset, top + geometry.rowHeight - geometry.viewport);
}

/**
 * The offset to paint: the wanted one when its rows are at hand, else what was shown before, else the
 * place nearest to the wanted one inside the rows that are at hand. Null: nothing can be painted yet.
 */
export function offsetToPaint(
  geometry: Geometry,
  wanted: number,
  shown: number | null,
  has: { covers(first: number, last: number): boolean; newest: { first: number; last: number } | null },
): number | null {
  const paintable = (offset: number): boolean => {
    const rows = rowsAt(geometry, offset);
    return rows !== null && has.covers(rows.first, rows.last);
  };
  if (paintable(wanted)) return wanted;
  const near = has.newest === null ? null : nearestInside(geometry, wanted, has.newest);
  const choices = [near, shown].filter((offset) => offset !== null && paintable(offset));
  choices.sort((a, b) => Math.abs((a ?? 0) - wanted) - Math.abs((b ?? 0) - wanted));
  return choices[0] ?? null;
}

function nearestInside(geometry: Geometry, wanted: number, rows: { first: number; last: number }): number {
  const low = rows.first * geometry.rowHeight;
  const high = Math.max(low, (rows.last + 1) * geometry.rowHeight - geometry.viewport);
  return Math.min(high, Math.max(low, wanted));
}
