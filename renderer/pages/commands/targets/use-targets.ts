import { useQueries } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { Target } from '../../../../electron/bridge/domain';
import { TARGETS_PER_PAGE, type TargetFilter, type TargetPage, targetPage } from '../../../queries/commands';
import { pagesToKeep } from './pages';

/** The targets around what is on screen. */
export interface Targets {
  /** The filter the rows belong to: while a new one is asked for, still the former. */
  filter: TargetFilter;
  /** How many targets the filter has; null before any answer. */
  total: number | null;
  /** A row that is at hand; undefined while it is being read. */
  row(index: number): Target | undefined;
  /** The rows at hand, with their places. */
  loaded(): Iterable<{ index: number; target: Target }>;
  /** Says which rows are on screen, of how many. */
  want(first: number, last: number, count: number): void;
  busy: boolean;
  error: unknown;
  retry(): void;
  /** Another object whenever rows have changed. */
  rows: ReadonlyMap<number, TargetPage>;
}

const FIRST: readonly number[] = [0];

/**
 * Reads the targets of a command page by page, as they come on screen, and again when commands change. The rows of
 * the former filter stay until the first of the new one are there.
 */
export function useTargets(asked: TargetFilter): Targets {
  const [visible, setVisible] = useState<readonly number[]>(FIRST);
  const shown = useRef(asked);
  const isSame = shown.current === asked;
  const former = isSame ? [] : visible.map((page) => targetPage(shown.current, page));
  const wanted = (isSame ? visible : FIRST).map((page) => targetPage(asked, page));
  const results = useQueries({ queries: [...wanted, ...former] });
  const isThere = results[0]?.data !== undefined;
  const turned = !isSame && isThere;
  if (turned) shown.current = asked;
  const drawn = isSame || turned ? results.slice(0, wanted.length) : results.slice(wanted.length);
  const drawnPages = turned ? FIRST : visible;
  const rows = useStable(
    new Map(
      drawn.flatMap(({ data }, place) => {
        const page = drawnPages[place];
        return data === undefined || page === undefined ? [] : [[page, data] as const];
      }),
    ),
  );
  const filter = shown.current;
  const total = useKeptTotal(filter, newestTotal(drawn));
  const failed = results.find(({ error }) => error !== null);
  const want = useCallback((first: number, last: number, count: number) => {
    setVisible((before) => pagesToKeep(before, { first, last, count }));
  }, []);
  return useMemo(
    () => ({
      filter,
      total,
      rows,
      row: (index) => rows.get(Math.floor(index / TARGETS_PER_PAGE))?.rows[index % TARGETS_PER_PAGE],
      *loaded() {
        for (const [page, { rows: targets }] of rows) {
          for (const [place, target] of targets.entries()) {
            yield { index: page * TARGETS_PER_PAGE + place, target };
          }
        }
      },
      want,
      busy: !isThere,
      error: failed?.error ?? null,
      retry: () => void failed?.refetch(),
    }),
    [filter, rows, total, want, isThere, failed],
  );
}

function newestTotal(
  results: readonly { data: TargetPage | undefined; dataUpdatedAt: number }[],
): number | null {
  const read = results.filter(({ data }) => data !== undefined);
  read.sort((a, b) => b.dataUpdatedAt - a.dataUpdatedAt);
  return read[0]?.data?.total ?? null;
}

/** The total last read of a filter, while the rows on their way would tell none. */
function useKeptTotal(filter: TargetFilter, read: number | null): number | null {
  const kept = useRef({ filter, total: read });
  if (read !== null || kept.current.filter !== filter) kept.current = { filter, total: read };
  return kept.current.total;
}

/** The same map as before while its pages are the same. */
function useStable(pages: ReadonlyMap<number, TargetPage>): ReadonlyMap<number, TargetPage> {
  const kept = useRef(pages);
  const same =
    kept.current.size === pages.size && [...pages].every(([page, data]) => kept.current.get(page) === data);
  if (!same) kept.current = pages;
  return kept.current;
}
