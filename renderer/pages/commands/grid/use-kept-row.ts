import { useEffect, useLayoutEffect, useRef } from 'react';
import type { Rows } from '../../../queries/rows';
import type { GridModel } from './use-grid';

/** How far from its place a row is looked for after rows have changed. */
const NEAR = 400;

/** A row and where it was last. */
export interface KeptRow {
  index: number;
  id: string | null;
}

/** Where a page remembers the row the arrows move. */
interface RowPlace {
  current: KeptRow | null;
  openId: string | null;
  keep(current: KeptRow | null): void;
  /** Takes what moves the current row down (1) or up (-1) while the table is on screen. */
  setStep(step: ((by: 1 | -1) => void) | null): void;
}

/**
 * The row the arrows move. It stays on its row when others come or go around it; another question begins at the top,
 * without one.
 */
export function useKeptRow<Row extends { id: string }>(
  rows: Rows<Row>,
  model: GridModel,
  go: (index: number) => void,
  place: RowPlace,
): number | null {
  const { current: kept, openId } = place;
  const { keep, setStep } = useStable(place);
  const at = kept === null ? null : placeOf(rows, kept);
  const current = at !== null && at < rows.count ? at : null;
  useTopOfNewQuestion(rows.question, model, keep);
  useEffect(() => {
    if (kept === null || current === null) return;
    const id = rows.row(current)?.id ?? kept.id;
    if (current !== kept.index || id !== kept.id) keep({ index: current, id });
  });
  const latest = useRef({ go, current, count: rows.count });
  latest.current = { go, current: current ?? openIndex(rows, openId), count: rows.count };
  useEffect(() => {
    setStep((by) => {
      const { go: move, current: from, count } = latest.current;
      const next = (from ?? -1) + by;
      if (next >= 0 && next < count) move(next);
    });
    return () => setStep(null);
  }, [setStep]);
  return current;
}

/** The two setters as they were given first: they belong to the page, not to a drawing of it. */
function useStable({ keep, setStep }: RowPlace): Pick<RowPlace, 'keep' | 'setStep'> {
  return useRef({ keep, setStep }).current;
}

function useTopOfNewQuestion(question: string, { scroller }: GridModel, keep: RowPlace['keep']): void {
  const former = useRef(question);
  useLayoutEffect(() => {
    if (former.current === question) return;
    former.current = question;
    if (scroller.current !== null) scroller.current.scrollTop = 0;
    keep(null);
  }, [scroller, question, keep]);
}

/** Where a row is now; the same place when it is no longer near it. */
function placeOf(rows: Rows<{ id: string }>, { index, id }: KeptRow): number {
  if (id === null || rows.row(index)?.id === id) return index;
  for (let by = 1; by <= NEAR; by += 1) {
    if (rows.row(index - by)?.id === id) return index - by;
    if (rows.row(index + by)?.id === id) return index + by;
  }
  return index;
}

function openIndex(rows: Rows<{ id: string }>, openId: string | null): number | null {
  if (openId === null) return null;
  for (let index = 0; index < Math.min(NEAR, rows.count); index += 1) {
    if (rows.row(index)?.id === openId) return index;
  }
  return null;
}
