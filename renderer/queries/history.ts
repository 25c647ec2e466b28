import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type {
  Device,
  Diff,
  DiffInput,
  DiffRow,
  FleetAt,
  FleetAtInput,
  HistoryEntry,
  HistoryFilter,
  HistoryPage,
  SyncRun,
} from '../../electron/bridge/domain';
import { DEFAULT_SORT } from '../../electron/bridge/domain';
import { call } from '../bridge';
import { useGoogleOverview } from './google';
import { type CursorRows, type Rows, useCursorRows, useOffsetRows } from './rows';

/** A timeline, newest first, `limit` entries at a time. */
export function useHistory(filter: HistoryFilter, limit: number): CursorRows<HistoryEntry> {
  return useCursorRows<HistoryPage, HistoryEntry>({
    key: ['history', 'page', filter, limit],
    load: (cursor, signal) => call('history.page', { filter, cursor, limit }, { signal }),
    rowsOf: ({ entries }) => entries,
    nextOf: ({ cursor }) => cursor,
  });
}

/** What was is changed by a sync alone, not by every step of a command: it goes stale with the runs. */
const PAST = ['sync', 'past'] as const;

type DiffQuestion = Omit<DiffInput, 'offset' | 'limit'>;

/** What changed between two complete runs. */
export function useDiff(question: DiffQuestion): Rows<DiffRow> & { answer: Diff | undefined } {
  return useOffsetRows({
    key: [...PAST, 'diff'],
    input: question,
    load: (input: DiffQuestion, offset, limit, signal) =>
      call('history.diff', { ...input, offset, limit }, { signal }),
  });
}

type FleetAtQuestion = Omit<FleetAtInput, 'offset' | 'limit'>;

/** The fleet as it was known at an instant. */
export function useFleetAt(question: FleetAtQuestion): Rows<Device> & { answer: FleetAt | undefined } {
  return useOffsetRows({
    key: [...PAST, 'fleetAt'],
    input: question,
    load: (input: FleetAtQuestion, offset, limit, signal): Promise<FleetAt> =>
      call('history.fleetAt', { ...input, offset, limit }, { signal }),
  });
}

/** Since when history is kept (ms UTC): null when nothing is kept yet, undefined until known. */
export function useHistorySince() {
  const { data, error, refetch } = useQuery({
    queryKey: [...PAST, 'since'],
    // Before everything nothing was known: the cheapest question that tells it.
    queryFn: ({ signal }) =>
      call('history.fleetAt', { at: 0, filter: {}, sort: DEFAULT_SORT, offset: 0, limit: 1 }, { signal }),
  });
  return { since: data === undefined ? undefined : data.since, error, retry: () => void refetch() };
}

const RUNS_AT_ONCE = 200;

/** The complete sync runs, newest first; `readOlder` reads further back. */
export function useCompleteRuns() {
  const overview = useGoogleOverview();
  const connection = overview.data;
  const query = useInfiniteQuery({
    queryKey: ['sync', 'complete'],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam, signal }) =>
      call('sync.runs', { limit: RUNS_AT_ONCE, before: pageParam }, { signal }),
    getNextPageParam: (page) => (page.length < RUNS_AT_ONCE ? undefined : page.at(-1)?.startedAt),
    enabled: connection != null,
  });
  const { data, error, hasNextPage, isFetching, fetchNextPage, refetch } = query;
  const runs = useMemo<SyncRun[] | undefined>(
    // Without a connection there is no run.
    () => (connection === null ? [] : data?.pages.flat().filter(({ state }) => state === 'complete')),
    [connection, data],
  );
  const readOlder = useCallback(() => {
    if (!isFetching) void fetchNextPage();
  }, [isFetching, fetchNextPage]);
  return {
    /** Undefined until the first answer. */
    runs,
    error: overview.error ?? error,
    retry: () => void (overview.error === null ? refetch() : overview.refetch()),
    hasOlder: hasNextPage,
    readOlder,
  };
}
