import {
  keepPreviousData,
  type QueryKey,
  useInfiniteQuery,
  useQueries,
  useQuery,
} from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';

/** The rows of an answer as a table draws them, whichever way they are read. */
export interface Rows<Row> {
  /** How many there are to scroll through: all of them, or those read so far. */
  count: number;
  /** The exact number under the filter; null while it is not known. */
  total: number | null;
  /** A row, or null while it is being read. */
  row(index: number): Row | null;
  /** Says which rows are on screen, so that they and the next ones are read. */
  want(first: number, last: number): void;
  /** Where a row is now; absent when not every row is at hand. */
  find?: (isIt: (row: Row) => boolean) => number;
  /** Another value: the rows of another question have taken the place. */
  question: string;
  /** False until the first answer. */
  ready: boolean;
  /** True from a change of the question until its first rows. */
  busy: boolean;
  error: Error | null;
  retry(): void;
}

/** Rows of which more may follow. */
export interface CursorRows<Row> extends Rows<Row> {
  /** Those read so far. */
  list: readonly Row[];
  hasMore: boolean;
  readingMore: boolean;
  readMore(): void;
}

interface CursorQuestion<Page, Row> {
  key: QueryKey;
  load(cursor: string | null, signal: AbortSignal): Promise<Page>;
  rowsOf(page: Page): readonly Row[];
  /** Where the next page begins; null at the end. */
  nextOf(page: Page): string | null;
}

/** More rows are read when so many are left below the screen. */
const READ_AHEAD = 100;

/** Rows that are read from the top on; those of the former question stay until the first of the new one are there. */
export function useCursorRows<Page, Row>(question: CursorQuestion<Page, Row>): CursorRows<Row> {
  const { key, load, rowsOf, nextOf } = question;
  const query = useInfiniteQuery({
    queryKey: key,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => load(pageParam, signal),
    getNextPageParam: (page) => nextOf(page) ?? undefined,
    placeholderData: keepPreviousData,
  });
  const { data, hasNextPage, isFetching, fetchNextPage } = query;
  const latest = useRef(rowsOf);
  latest.current = rowsOf;
  const rows = useMemo(() => data?.pages.flatMap((page) => latest.current(page)) ?? [], [data]);
  const readMore = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  const want = useCallback(
    (_first: number, last: number) => {
      if (last + READ_AHEAD >= rows.length) readMore();
    },
    [rows.length, readMore],
  );
  const shown = useShownKey(key, query.isPlaceholderData);
  return {
    list: rows,
    count: rows.length,
    total: data === undefined || hasNextPage ? null : rows.length,
    row: (index) => rows[index] ?? null,
    find: (isIt) => rows.findIndex(isIt),
    want,
    question: JSON.stringify(shown),
    ready: data !== undefined,
    busy: query.isPlaceholderData || query.isPending,
    error: query.error,
    retry: () => void query.refetch(),
    hasMore: hasNextPage,
    readingMore: query.isFetchingNextPage,
    readMore,
  };
}

/** Rows of a page of an answer whose total is known. */
export const ROWS_AT_ONCE = 200;

interface OffsetQuestion<Input, Answer> {
  /** The first parts of the query key; the input is added. */
  key: QueryKey;
  input: Input;
  load(input: Input, offset: number, limit: number, signal: AbortSignal): Promise<Answer>;
}

/** Rows that are read where the screen is; the former answer stays until the first rows of the new one are there. */
export function useOffsetRows<Input, Row, Answer extends { rows: Row[]; total: number }>(
  question: OffsetQuestion<Input, Answer>,
): Rows<Row> & { answer: Answer | undefined } {
  const { key, input, load } = question;
  const head = useQuery({
    queryKey: [...key, input, 0],
    queryFn: ({ signal }) => load(input, 0, ROWS_AT_ONCE, signal),
    placeholderData: keepPreviousData,
  });
  const shown = useShownKey(input, head.isPlaceholderData);
  const [wanted, setWanted] = useState<readonly number[]>([]);
  const total = head.data?.total ?? 0;
  const pages = wanted.filter((page) => page > 0 && page * ROWS_AT_ONCE < total);
  const others = useQueries({
    queries: pages.map((page) => ({
      queryKey: [...key, shown, page],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        load(shown, page * ROWS_AT_ONCE, ROWS_AT_ONCE, signal),
    })),
  });
  const rowsOf = (page: number): Answer | undefined =>
    page === 0 ? head.data : others[pages.indexOf(page)]?.data;
  const want = useCallback((first: number, last: number) => {
    const next = pagesBetween(Math.max(0, first - READ_AHEAD), last + READ_AHEAD);
    setWanted((before) => (before.join() === next.join() ? before : next));
  }, []);
  return {
    count: total,
    total: head.data === undefined ? null : total,
    row: (index) => rowsOf(Math.floor(index / ROWS_AT_ONCE))?.rows[index % ROWS_AT_ONCE] ?? null,
    want,
    question: JSON.stringify(shown),
    ready: head.data !== undefined,
    busy: head.isPlaceholderData || head.isPending,
    error: head.error ?? others.find(({ error }) => error !== null)?.error ?? null,
    retry: () => {
      void head.refetch();
      for (const other of others) if (other.isError) void other.refetch();
    },
    answer: head.data,
  };
}

function pagesBetween(first: number, last: number): number[] {
  const from = Math.floor(first / ROWS_AT_ONCE);
  return Array.from({ length: Math.floor(last / ROWS_AT_ONCE) - from + 1 }, (_, place) => from + place);
}

/** What the rows on screen answer: the asked question, or the former one until the new answer is there. */
function useShownKey<Key>(asked: Key, isFormer: boolean): Key {
  const shown = useRef(asked);
  if (!isFormer) shown.current = asked;
  return shown.current;
}
