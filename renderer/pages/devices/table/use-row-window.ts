import { type RefObject, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Device } from '../../../../electron/bridge/domain';
import {
  type Geometry,
  offsetOfScroll,
  offsetShowing,
  offsetToPaint,
  rowsAt,
  scrollOfOffset,
} from './geometry';
import { useFollowScroll, useRedrawOnScroll, useTopOfNewQuery } from './scroll-hooks';
import type { WindowSnapshot, WindowSource } from './window-source';

/** Rows keep their place in the layer while the list scrolls within this many rows. */
const LAYER_ROWS = 1000;

export interface RowWindow {
  geometry: Geometry;
  /** The rows to paint, each with its distance from the top of the layer in px. */
  rows: { device: Device; index: number; top: number }[];
  /** The row at the top of the view. */
  first: number;
  layer: RefObject<HTMLDivElement | null>;
  /** Scrolls as little as it takes to show a row. */
  reveal(index: number): void;
}

/**
 * Which rows to paint and where. The layer is moved by hand on every scroll event, React draws only when
 * other rows come into view, and rows that are not there yet never leave a gap: what was painted stays.
 */
export function useRowWindow(
  scroller: RefObject<HTMLDivElement | null>,
  source: WindowSource,
  snapshot: WindowSnapshot,
  rowHeight: number,
): RowWindow {
  const [viewport, setViewport] = useState(0);
  const layer = useRef<HTMLDivElement>(null);
  const shown = useRef<{ generation: number; offset: number } | null>(null);
  const count = snapshot.total ?? snapshot.atLeast;
  const geometry = useMemo(() => ({ count, rowHeight, viewport }), [count, rowHeight, viewport]);
  useRedrawOnScroll(scroller, geometry, setViewport);
  const placed = useTopOfNewQuery(scroller, snapshot.generation);

  const isPlaced = placed.current === snapshot.generation;
  const wanted = isPlaced ? offsetOfScroll(geometry, scroller.current?.scrollTop ?? 0) : 0;
  const before = shown.current?.generation === snapshot.generation ? shown.current.offset : null;
  const painted = offsetToPaint(geometry, wanted, before, source);
  const first = painted === null ? 0 : (rowsAt(geometry, painted)?.first ?? 0);
  const base = Math.floor(first / LAYER_ROWS) * LAYER_ROWS;

  const rows = paintedRows(source, geometry, painted, base);
  const drawn = { first: rows[0]?.index ?? 0, last: rows.at(-1)?.index ?? -1 };

  const place = useCallback(() => {
    const target = offsetOfScroll(geometry, scroller.current?.scrollTop ?? 0);
    const former = shown.current?.generation === snapshot.generation ? shown.current.offset : null;
    const offset = offsetToPaint(geometry, target, former, source);
    const needed = offset === null ? null : rowsAt(geometry, offset);
    if (offset === null || needed === null) return;
    // Rows that are not drawn yet come with the next drawing; until then the layer stays.
    if (needed.first < drawn.first || needed.last > drawn.last) return;
    shown.current = { generation: snapshot.generation, offset };
    if (layer.current !== null) {
      layer.current.style.transform = `translate3d(0, ${base * rowHeight - offset}px, 0)`;
    }
  }, [geometry, scroller, snapshot.generation, source, base, rowHeight, drawn.first, drawn.last]);
  useLayoutEffect(place);
  useFollowScroll(scroller, source, geometry, place);

  const reveal = useCallback(
    (index: number) => {
      const element = scroller.current;
      if (element === null) return;
      const offset = offsetOfScroll(geometry, element.scrollTop);
      const next = offsetShowing(geometry, offset, index);
      if (next !== offset) element.scrollTop = scrollOfOffset(geometry, next);
    },
    [scroller, geometry],
  );
  return { geometry, rows, first, layer, reveal };
}

function paintedRows(
  source: WindowSource,
  geometry: Geometry,
  offset: number | null,
  base: number,
): RowWindow['rows'] {
  const range = offset === null ? null : rowsAt(geometry, offset);
  if (range === null) return [];
  const rows: RowWindow['rows'] = [];
  for (let index = Math.max(0, range.first - 1); index <= range.last + 1; index += 1) {
    const device = source.row(index);
    if (device !== null) rows.push({ device, index, top: (index - base) * geometry.rowHeight });
  }
  return rows;
}
