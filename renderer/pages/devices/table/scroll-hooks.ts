import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { usePlace } from '../state/place';
import { type Geometry, HEADER_HEIGHT, offsetOfScroll, rowsAt } from './geometry';
import type { WindowSource } from './window-source';

/** Draws anew, before the next frame, whenever other rows come into view; tells the height rows have. */
export function useRedrawOnScroll(
  scroller: RefObject<HTMLDivElement | null>,
  geometry: Geometry,
  onViewport: (height: number) => void,
): void {
  const latest = useRef(geometry);
  latest.current = geometry;
  const [, show] = useState('');
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = () => onViewport(Math.max(0, element.clientHeight - HEADER_HEIGHT));
    const follow = () => {
      const rows = rowsAt(latest.current, offsetOfScroll(latest.current, element.scrollTop));
      flushSync(() => show(`${rows?.first} to ${rows?.last}`));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', follow, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', follow);
    };
  }, [scroller, onViewport]);
}

/** Asks for the rows that come into view, and moves the painted ones along. */
export function useFollowScroll(
  scroller: RefObject<HTMLDivElement | null>,
  source: WindowSource,
  geometry: Geometry,
  place: () => void,
): void {
  const last = useRef(0);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const follow = () => {
      const offset = offsetOfScroll(geometry, element.scrollTop);
      const rows = rowsAt(geometry, offset);
      if (rows !== null) source.want(rows.first, rows.last, offset < last.current ? -1 : 1);
      last.current = offset;
      place();
    };
    follow();
    element.addEventListener('scroll', follow, { passive: true });
    return () => element.removeEventListener('scroll', follow);
  }, [scroller, source, geometry, place]);
}

/**
 * Rows of another query begin at the top; coming back to the page begins where it was left. Returns for
 * which generation of rows the scroll position holds.
 */
export function useTopOfNewQuery(
  scroller: RefObject<HTMLDivElement | null>,
  generation: number,
): RefObject<number> {
  const former = useRef(0);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null || former.current === generation) return;
    element.scrollTop = former.current === 0 ? usePlace.getState().scrollTop : 0;
    former.current = generation;
  }, [scroller, generation]);
  useLayoutEffect(() => {
    const element = scroller.current;
    return () => usePlace.setState({ scrollTop: element?.scrollTop ?? 0 });
  }, [scroller]);
  return former;
}
