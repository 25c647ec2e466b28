import { useEffect, useLayoutEffect, useRef } from 'react';
import type { User } from '../../../../electron/bridge/domain';
import type { Rows } from '../../../queries/rows';
import type { GridModel } from '../../commands/grid/use-grid';
import { useUsersView } from '../state/view';

/** How far from its place a row is looked for after rows have changed. */
const NEAR = 400;

/**
 * The row the arrows move. It stays on its user when others come or go around it; another question begins at the
 * top, without one.
 */
export function useCurrentRow(
  rows: Rows<User>,
  model: GridModel,
  go: (index: number) => void,
): number | null {
  const kept = useUsersView((view) => view.current);
  const openId = useUsersView((view) => view.openId);
  const place = kept === null ? null : placeOf(rows, kept);
  const current = place !== null && place < rows.count ? place : null;
  useTopOfNewQuestion(rows.question, model);
  useEffect(() => {
    if (kept === null || current === null) return;
    const id = rows.row(current)?.id ?? kept.id;
    if (current !== kept.index || id !== kept.id) useUsersView.setState({ current: { index: current, id } });
  });
  const latest = useRef({ go, current, count: rows.count });
  latest.current = { go, current: current ?? openIndex(rows, openId), count: rows.count };
  useEffect(() => {
    const step = (by: 1 | -1) => {
      const { go: move, current: from, count } = latest.current;
      const next = (from ?? -1) + by;
      if (next >= 0 && next < count) move(next);
    };
    useUsersView.setState({ step });
    return () => useUsersView.setState({ step: null });
  }, []);
  return current;
}

function useTopOfNewQuestion(question: string, { scroller }: GridModel): void {
  const former = useRef(question);
  useLayoutEffect(() => {
    if (former.current === question) return;
    former.current = question;
    if (scroller.current !== null) scroller.current.scrollTop = 0;
    useUsersView.setState({ current: null });
  }, [scroller, question]);
}

/** Where a user’s row is now; the same place when the user is no longer near it. */
function placeOf(rows: Rows<User>, { index, id }: { index: number; id: string | null }): number {
  if (id === null || rows.row(index)?.id === id) return index;
  for (let by = 1; by <= NEAR; by += 1) {
    if (rows.row(index - by)?.id === id) return index - by;
    if (rows.row(index + by)?.id === id) return index + by;
  }
  return index;
}

function openIndex(rows: Rows<User>, openId: string | null): number | null {
  if (openId === null) return null;
  for (let index = 0; index < Math.min(NEAR, rows.count); index += 1) {
    if (rows.row(index)?.id === openId) return index;
  }
  return null;
}
