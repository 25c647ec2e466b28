import {
  keepPreviousData,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { MethodInput, MethodOutput } from '../../electron/bridge/contract';
import type { Command, Target, TargetState } from '../../electron/bridge/domain';
import { call } from '../bridge';
import { useCurrentWorkspace } from './workspaces';

export type Which = NonNullable<MethodInput<'commands.list'>['which']>;
export type Pace = MethodOutput<'commands.pace'>;
export type Attention = MethodOutput<'commands.attention'>;

/** Which targets of a command are looked at; no states means all of them. */
export interface TargetFilter {
  commandId: string;
  states: readonly TargetState[];
  text: string;
}

export interface TargetPage {
  rows: Target[];
  total: number;
}

const COMMANDS_PER_PAGE = 100;
/** The most that are asked for at once; nobody has more on their way. */
const MOST_OPEN = 200;
const IDS_AT_ONCE = 500;
/** Rows of a page of targets; pages are aligned, so that the same page answers every place inside it. */
export const TARGETS_PER_PAGE = 100;
/** The time left moves on though no command changes, in milliseconds. */
const PACE_EVERY_MS = 5_000;

const NONE: readonly Command[] = [];

/** Commands, newest first; `fetchNextPage` loads older ones. */
export function useCommands(which: Which) {
  return useInfiniteQuery({
    queryKey: ['commands', 'list', which],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam, signal }) =>
      call('commands.list', { limit: COMMANDS_PER_PAGE, before: pageParam, which }, { signal }),
    getNextPageParam: (page) => (page.length < COMMANDS_PER_PAGE ? undefined : page.at(-1)?.createdAt),
  });
}

/** The commands that have not ended, newest first; undefined until they are known. */
export function useOpenCommands(): readonly Command[] | undefined {
  const isOpen = useCurrentWorkspace() !== null;
  const { data } = useQuery({
    queryKey: ['commands', 'open'],
    queryFn: ({ signal }) => call('commands.list', { limit: MOST_OPEN, which: 'open' }, { signal }),
    enabled: isOpen,
  });
  return isOpen ? data : NONE;
}

/** One command; null when there is none of this id. */
export function useCommand(id: string) {
  return useQuery({
    queryKey: ['commands', 'get', id],
    queryFn: ({ signal }) => call('commands.get', { id }, { signal }),
  });
}

/** How many commands and targets wait for a person; null until it is known. */
export function useCommandAttention(): Attention | null {
  const { data } = useQuery({
    queryKey: ['commands', 'attention'],
    queryFn: ({ signal }) => call('commands.attention', undefined, { signal }),
    enabled: useCurrentWorkspace() !== null,
  });
  return data ?? null;
}

/** True while a command has failed or expired targets that nobody has marked as seen. */
export function useNeedsSeeing({ id, createdAt, counts }: Command): boolean {
  const { data } = useQuery({
    queryKey: ['commands', 'seen', id],
    queryFn: ({ signal }) =>
      call('commands.list', { limit: 1, before: createdAt + 1, which: 'attention' }, { signal }),
    enabled: (counts.failed ?? 0) + (counts.expired ?? 0) > 0,
  });
  return data?.[0]?.id === id;
}

/** How long what is queued still takes; null while nothing is asked or known. */
export function usePace(enabled: boolean): Pace | null {
  const { data } = useQuery({
    queryKey: ['commands', 'pace'],
    queryFn: ({ signal }) => call('commands.pace', undefined, { signal }),
    enabled,
    refetchInterval: PACE_EVERY_MS,
    placeholderData: keepPreviousData,
  });
  return enabled ? (data ?? null) : null;
}

/** One page of a command's targets, in their order. */
export function targetPage(filter: TargetFilter, page: number) {
  return queryOptions({
    queryKey: ['commands', 'targets', filter, page],
    queryFn: ({ signal }) =>
      call('commands.targets', windowOf(filter, page * TARGETS_PER_PAGE, TARGETS_PER_PAGE), { signal }),
    gcTime: 30_000,
  });
}

/** The targets from `first` on, in their order: all of them when `count` is not given. */
export async function fetchTargets(
  filter: TargetFilter,
  signal: AbortSignal,
  first = 0,
  count = Number.POSITIVE_INFINITY,
): Promise<Target[]> {
  const targets: Target[] = [];
  while (targets.length < count) {
    const limit = Math.min(IDS_AT_ONCE, count - targets.length);
    const { rows } = await call('commands.targets', windowOf(filter, first + targets.length, limit), {
      signal,
    });
    for (const row of rows) targets.push(row);
    if (rows.length < limit) break;
  }
  return targets;
}

function windowOf(filter: TargetFilter, offset: number, limit: number): MethodInput<'commands.targets'> {
  const { commandId, states, text } = filter;
  return {
    commandId,
    offset,
    limit,
    ...(states.length === 0 ? {} : { states: [...states] }),
    ...(text === '' ? {} : { text }),
  };
}

/** Takes a held command back before anything of it has gone out. */
export function useUndoCommand() {
  return useChange((id: string) => call('commands.undo', { id }));
}

/** Cancels what has not gone out yet: of the whole command, or of these targets. */
export function useCancelTargets() {
  return useChange((input: MethodInput<'commands.cancel'>) => call('commands.cancel', input));
}

/** Stops sending what is queued of a command. */
export function usePauseCommand() {
  return useChange((id: string) => call('commands.pause', { id }));
}

/** Goes on sending. */
export function useResumeCommand() {
  return useChange((id: string) => call('commands.resume', { id }));
}

/** Says that what failed or expired has been seen. */
export function useDismissCommand() {
  return useChange((id: string) => call('commands.dismiss', { id }));
}

/** Reads the device to find out what became of an unknown outcome; sends nothing. */
export function useReconcile() {
  return useChange((targetId: number) => call('commands.reconcile', { targetId }));
}

/** The admin's own word on an unknown outcome. */
export function useSettle() {
  return useChange((input: MethodInput<'commands.settle'>) => call('commands.settle', input));
}

/** Writes a command's targets to a file the admin picks; resolves with null when none was picked. */
export function useExportTargets() {
  return useMutation({
    mutationFn: (input: MethodInput<'commands.export'>) => call('commands.export', input),
  });
}

/** A mutation after which everything about commands is asked for again. */
function useChange<I, O>(work: (input: I) => Promise<O>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: work,
    onSettled: () => queries.invalidateQueries({ queryKey: ['commands'] }),
  });
}
