import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Rows } from '../../../queries/rows';
import { type Geometry, offsetShowing, rowsAt } from '../../devices/table/geometry';
import { useRedrawOnScroll } from '../../devices/table/scroll-hooks';

/** Rows drawn beyond the screen, so that scrolling finds them there. */
export const BEYOND = 6;

export interface VisibleRows {
  geometry: Geometry;
  /** The rows to draw, first and last, both included; null when there are none. */
  drawn: { first: number; last: number } | null;
  /** Scrolls as little as it takes to show a row. */
  reveal(index: number): void;
}

/** Which rows are on screen. Rows of another question begin at the top; new rows above move nothing that is read. */
export function useVisibleRows<Row>(
  scroller: RefObject<HTMLDivElement | null>,
  rows: Rows<Row>,
  idOf: (row: Row) => string,
  rowHeight: number,
): VisibleRows {
  const [viewport, setViewport] = useState(0);
  const { count, want, question } = rows;
  const geometry = useMemo(() => ({ count, rowHeight, viewport }), [count, rowHeight, viewport]);
  useRedrawOnScroll(scroller, geometry, setViewport);
  useTopOfNewQuestion(scroller, question);
  useKeptPlace(scroller, rows, idOf, rowHeight);
  const seen = rowsAt(geometry, scroller.current?.scrollTop ?? 0);
  const first = seen === null ? -1 : Math.max(0, Math.min(count - 1, seen.first) - BEYOND);
  const last = seen === null ? -1 : Math.min(count - 1, seen.last + BEYOND);
  useEffect(() => {
    if (last >= 0) want(first, last);
  }, [want, first, last]);
  const reveal = useCallback(
    (index: number) => {
      const element = scroller.current;
      if (element === null) return;
      const next = offsetShowing(geometry, element.scrollTop, index);
      if (next !== element.scrollTop) element.scrollTop = next;
    },
    [scroller, geometry],
  );
  return { geometry, drawn: last < 0 ? null : { first, last }, reveal };
}

function useTopOfNewQuestion(scroller: RefObject<HTMLDivElement | null>, question: string): void {
  const former = useRef(question);
  useLayoutEffect(() => {
    if (former.current === question || scroller.current === null) return;
    former.current = question;
    scroller.current.scrollTop = 0;
  }, [scroller, question]);
}

/** The row at the top of the screen stays there when others come in above it. At the very top the newest are shown. */
function useKeptPlace<Row>(
  scroller: RefObject<HTMLDivElement | null>,
  rows: Rows<Row>,
  idOf: (row: Row) => string,
  rowHeight: number,
): void {
  const former = useRef<{ question: string; index: number; id: string } | null>(null);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null || rows.find === undefined) return;
    const kept = former.current;
    if (kept !== null && kept.question === rows.question && element.scrollTop > 0) {
      const now = placeOf(rows, idOf, kept);
      if (now !== null && now !== kept.index) element.scrollTop += (now - kept.index) * rowHeight;
    }
    const index = Math.floor(element.scrollTop / rowHeight);
    const row = rows.row(index);
    former.current = row === null ? null : { question: rows.question, index, id: idOf(row) };
  });
}

/** Where a row is now: at its place when it is still there, else wherever it has gone; null when it is nowhere. */
export function placeOf<Row>(
  rows: Pick<Rows<Row>, 'row' | 'find'>,
  idOf: (row: Row) => string,
  kept: { index: number; id: string },
): number | null {
  const there = rows.row(kept.index);
  if (rows.find === undefined || (there !== null && idOf(there) === kept.id)) return kept.index;
  const found = rows.find((row) => idOf(row) === kept.id);
  return found < 0 ? null : found;
}
