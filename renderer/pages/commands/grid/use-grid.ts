import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useRef } from 'react';
import { usePreferences } from '../../../queries/preferences';
import { HEADER_HEIGHT, ROW_HEIGHT } from '../../devices/table/geometry';

const OVERSCAN = 6;
/** More rows than any screen holds. */
const SLOTS = 256;

/** The key of a row’s element: used again for another row, so that scrolling makes no new ones. */
export function slotOf(index: number): number {
  return index % SLOTS;
}

export interface GridModel {
  scroller: RefObject<HTMLDivElement | null>;
  virtualizer: Virtualizer<HTMLDivElement, Element>;
  count: number;
  rowHeight: number;
  /** Rows a page holds. */
  page(): number;
  /** Scrolls as little as it takes to show a row. */
  reveal(index: number): void;
}

/** Only the rows on screen exist, of lists up to a million rows. */
export function useGrid(count: number): GridModel {
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = ROW_HEIGHT[usePreferences().density];
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    scrollMargin: HEADER_HEIGHT,
    scrollPaddingStart: HEADER_HEIGHT,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: other row heights are the reason to measure anew
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);
  return {
    scroller,
    virtualizer,
    count,
    rowHeight,
    page: () =>
      Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - HEADER_HEIGHT) / rowHeight) - 1),
    reveal: (index) => virtualizer.scrollToIndex(index, { align: 'auto' }),
  };
}
