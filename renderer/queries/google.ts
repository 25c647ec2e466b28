import {
  keepPreviousData,
  skipToken,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { MethodInput } from '../../electron/bridge/contract';
import type { SyncProgress } from '../../electron/bridge/domain';
import { call } from '../bridge';
import { SYNC_PROGRESS } from './client';

const OVERVIEW = ['google', 'overview'] as const;
const RUNS = ['sync', 'runs'] as const;
/** Two days of hourly runs. */
const RUNS_PER_PAGE = 48;

/** The Google connection and its figures; `data` is null when there is none. */
export function useGoogleOverview() {
  return useQuery({
    queryKey: OVERVIEW,
    queryFn: ({ signal }) => call('google.overview', undefined, { signal }),
  });
}

/** The run that is on, page by page; null when none is. */
export function useSyncProgress(): SyncProgress | null {
  const overview = useGoogleOverview();
  const live = useQuery<SyncProgress | null>({ queryKey: SYNC_PROGRESS, queryFn: skipToken });
  return live.data === undefined ? (overview.data?.progress ?? null) : live.data;
}

/** Starts a run by hand; resolves when it has begun, not when it ends. */
export function useSyncStart() {
  return useChange(() => call('sync.start'));
}

/** Cancels the run that is on. */
export function useSyncCancel() {
  return useChange(() => call('sync.cancel'));
}

/** The admin's word on a held run: `accept` lets the missing devices go. */
export function useSyncAnswer() {
  return useChange((answer: MethodInput<'sync.answer'>) => call('sync.answer', answer));
}

/** Sync runs, newest first; `fetchNextPage` loads older ones. */
export function useSyncRuns() {
  return useInfiniteQuery({
    queryKey: RUNS,
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam, signal }) =>
      call('sync.runs', { limit: RUNS_PER_PAGE, before: pageParam }, { signal }),
    getNextPageParam: (page) => (page.length < RUNS_PER_PAGE ? undefined : page.at(-1)?.startedAt),
    placeholderData: keepPreviousData,
  });
}

/** What deleting the connection would remove; asked for anew each time the dialog opens. */
export function useDeletionPreview(open: boolean) {
  return useQuery({
    queryKey: ['google', 'deletionPreview'],
    queryFn: ({ signal }) => call('google.deletionPreview', undefined, { signal }),
    enabled: open,
    gcTime: 0,
  });
}

/** Deletes the connection with all it brought; resolves with how the revocation at Google went. */
export function useDeleteConnection() {
  return useChange((input: MethodInput<'google.delete'>) => call('google.delete', input));
}

/** Client id and scopes to paste into the Admin console; the id is null before a key file is picked. */
export function useDelegationGuide(keyHandle: string | null) {
  return useQuery({
    queryKey: ['google', 'delegationGuide', keyHandle],
    queryFn: ({ signal }) => call('google.delegationGuide', { keyHandle }, { signal }),
    placeholderData: keepPreviousData,
  });
}

/** Lets the admin pick a key file with the system's dialog; resolves with null when none was picked. */
export function usePickKeyFile() {
  return useMutation({ mutationFn: () => call('google.pickKeyFile') });
}

/** Whether the secrets of the workspace can be used, and what must be done first, if anything. */
export function useVaultState() {
  return useQuery({
    queryKey: ['vault', 'state'],
    queryFn: ({ signal }) => call('vault.state', undefined, { signal }),
  });
}

type Link = MethodInput<'app.openLink'>['link'];

/** Opens one of the few pages Muster may open in the system browser. */
export function useOpenLink() {
  return useMutation({ mutationFn: (link: Link) => call('app.openLink', { link }) });
}

/** A mutation after which every answer about Google and its runs is asked for again. */
function useChange<I, O>(work: (input: I) => Promise<O>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: work,
    onSettled: () =>
      Promise.all(['google', 'sync'].map((topic) => queries.invalidateQueries({ queryKey: [topic] }))),
  });
}
