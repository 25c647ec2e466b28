import { useEffect, useLayoutEffect, useRef } from 'react';
import type { GridModel } from '../grid/use-grid';
import { refreshPicked, useTargetPlace } from '../state';
import type { Targets } from './use-targets';

/**
 * Keeps what is looked at in its place while targets move on: under a filter, rows that leave it above do not push
 * the others up, the current row stays on its device, and what is picked knows its state. Another filter begins at
 * its top.
 */
export function useHeldPlace(targets: Targets, model: GridModel): void {
  const anchor = useRef<{ index: number; id: number } | null>(null);
  const filter = useRef(targets.filter);
  const { scroller, rowHeight } = model;
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    if (filter.current !== targets.filter) {
      filter.current = targets.filter;
      anchor.current = null;
      element.scrollTop = 0;
    }
    const held = anchor.current;
    const place = held === null ? null : placeOf(targets, held);
    if (held !== null && place !== null && place !== held.index && element.scrollTop > 0) {
      element.scrollTop += (place - held.index) * rowHeight;
    }
    const top = Math.ceil(element.scrollTop / rowHeight);
    const id = targets.row(top)?.id;
    anchor.current = id === undefined ? null : { index: top, id };
  });
  useEffect(() => {
    refreshPicked([...targets.loaded()].map(({ target }) => target));
    const { current } = useTargetPlace.getState();
    if (current === null) return;
    if (current.id === null) {
      const id = targets.row(current.index)?.id;
      if (id !== undefined) useTargetPlace.setState({ current: { index: current.index, id } });
      return;
    }
    const place = placeOf(targets, { index: current.index, id: current.id });
    if (place !== null && place !== current.index) {
      useTargetPlace.setState({ current: { index: place, id: current.id } });
    }
  }, [targets]);
  useFollowedScroll(targets, model, anchor);
}

/** While one scrolls without a new drawing, the row at the top is remembered too. */
function useFollowedScroll(
  targets: Targets,
  { scroller, rowHeight }: GridModel,
  anchor: { current: { index: number; id: number } | null },
): void {
  const latest = useRef(targets);
  latest.current = targets;
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const follow = () => {
      const index = Math.ceil(element.scrollTop / rowHeight);
      const id = latest.current.row(index)?.id;
      anchor.current = id === undefined ? null : { index, id };
    };
    element.addEventListener('scroll', follow, { passive: true });
    return () => element.removeEventListener('scroll', follow);
  }, [scroller, rowHeight, anchor]);
}

/** Where a target stands now, when it is at hand. */
function placeOf(targets: Targets, { index, id }: { index: number; id: number }): number | null {
  if (targets.row(index)?.id === id) return index;
  for (const row of targets.loaded()) if (row.target.id === id) return row.index;
  return null;
}

/** The first row that is wholly on screen. */
export function firstWhole({ scroller, rowHeight }: GridModel): number {
  const top = scroller.current?.scrollTop ?? 0;
  return Math.ceil(top / rowHeight);
}
