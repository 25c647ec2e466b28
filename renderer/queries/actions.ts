import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { MethodInput } from '../../electron/bridge/contract';
import type { Command, Refusal, ReviewRow, ReviewRowsInput } from '../../electron/bridge/domain';
import { call } from '../bridge';

const LIMITS = ['actions', 'limits'] as const;
/** As `useOpenCommands` keeps them. */
const OPEN = ['commands', 'open'] as const;

/** Rows of a review that are asked for at once. */
export const REVIEW_PAGE = 100;

/** The admin’s limits of the open workspace. */
export function useActionLimits() {
  return useQuery({
    queryKey: LIMITS,
    queryFn: ({ signal }) => call('actions.limits', undefined, { signal }),
  });
}

/** Sets all limits. */
export function useSetActionLimits() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (limits: MethodInput<'actions.setLimits'>) => call('actions.setLimits', limits),
    onSuccess: (limits) => queries.setQueryData(LIMITS, limits),
  });
}

/** Lets the admin pick a text file with the system’s dialog; resolves with null when none was picked. */
export function usePickList() {
  return useMutation({ mutationFn: () => call('actions.pickList') });
}

/** Makes a held command of a review; it is on screen before its event arrives. */
export function useConfirm() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: MethodInput<'actions.confirm'>) => call('actions.confirm', input),
    onSuccess: (command) => keepCommand(queries, command),
  });
}

/** A command as it is now; for a notice, which lives outside the page. */
export function fetchCommand(id: string): Promise<Command | null> {
  return call('commands.get', { id });
}

export interface ReviewPage {
  rows: readonly ReviewRow[];
  total: number;
}

/** What a page of a review is asked for by. */
export function reviewPageQuery(
  reviewId: string,
  which: ReviewRowsInput['which'],
  refusal: Refusal | null,
  page: number,
) {
  return {
    queryKey: ['actions', 'rows', reviewId, which, refusal, page],
    queryFn: ({ signal }: { signal: AbortSignal }): Promise<ReviewPage> =>
      call(
        'actions.reviewRows',
        {
          reviewId,
          which,
          offset: page * REVIEW_PAGE,
          limit: REVIEW_PAGE,
          ...(refusal === null ? {} : { refusal }),
        },
        { signal },
      ),
    // A closed review is of no use to anyone.
    gcTime: 5_000,
  };
}

async function keepCommand(queries: QueryClient, command: Command): Promise<void> {
  // An answer asked for before it was given does not know it.
  await queries.cancelQueries({ queryKey: OPEN });
  queries.setQueryData<Command[]>(OPEN, (before) => {
    const others = (before ?? []).filter(({ id }) => id !== command.id);
    return [command, ...others].sort((a, b) => b.createdAt - a.createdAt);
  });
}
