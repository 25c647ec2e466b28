import { useMutation, useQuery } from '@tanstack/react-query';
import type { Invitation, InvitationCounts, InvitationQuery } from '../../electron/bridge/domain';
import { call } from '../bridge';
import { type Rows, useOffsetRows } from './rows';

/** Which invitations, in which order. */
export type InvitationQuestion = Omit<InvitationQuery, 'offset' | 'limit'>;

export const DEFAULT_INVITATION_SORT: InvitationQuestion['sort'] = {
  column: 'createdAt',
  direction: 'descending',
};

/** The most the bridge answers at once. */
const AT_ONCE = 500;
/** More invitations than a person ever had. */
const LOOKED_AT = 20;

/** The invitations of a question, read as they come on screen. */
export function useInvitations(question: InvitationQuestion): Rows<Invitation> {
  return useOffsetRows({
    key: ['invitations', 'window'],
    input: question,
    load: (input: InvitationQuestion, offset, limit, signal) =>
      call('invitations.window', { ...input, offset, limit }, { signal }),
  });
}

/** One invitation; null when there is none of this id, undefined until it is known. */
export function useInvitation(id: string | null): Invitation | null | undefined {
  const { data } = useQuery({
    queryKey: ['invitations', 'get', id],
    queryFn: ({ signal }) => call('invitations.get', { id: id ?? '' }, { signal }),
    enabled: id !== null,
    gcTime: 60_000,
  });
  return data;
}

/** The invitations of a user, the newest first; undefined until they are known. */
export function useInvitationsOf(userId: string): readonly Invitation[] | undefined {
  const { data } = useQuery({
    queryKey: ['invitations', 'ofUser', userId],
    queryFn: async ({ signal }) => {
      const { rows } = await call(
        'invitations.window',
        { filter: { userId }, sort: DEFAULT_INVITATION_SORT, offset: 0, limit: LOOKED_AT },
        { signal },
      );
      return rows;
    },
    gcTime: 60_000,
  });
  return data;
}

/** How many invitations and mails there are in each state; null until it is known. */
export function useInvitationCounts(enabled = true): InvitationCounts | null {
  const { data } = useQuery({
    queryKey: ['invitations', 'counts'],
    queryFn: ({ signal }) => call('invitations.counts', undefined, { signal }),
    enabled,
  });
  return data ?? null;
}

/** The invitations of a question from `first` on, in order; all of them when `count` is not given. */
export async function fetchInvitations(
  question: InvitationQuestion,
  signal: AbortSignal,
  first = 0,
  count = Number.POSITIVE_INFINITY,
): Promise<Invitation[]> {
  const found: Invitation[] = [];
  while (found.length < count) {
    const limit = Math.min(AT_ONCE, count - found.length);
    const page = await call(
      'invitations.window',
      { ...question, offset: first + found.length, limit },
      { signal },
    );
    found.push(...page.rows);
    if (page.rows.length < limit) break;
  }
  return found;
}

/** Mails invitations, again where they were mailed before. */
export function useSendInvitations() {
  return useMutation({ mutationFn: (ids: string[]) => call('invitations.send', { ids }) });
}

/** Ends invitations: their links lead nowhere any more. Answers how many. */
export function useCancelInvitations() {
  return useMutation({ mutationFn: (ids: string[]) => call('invitations.cancel', { ids }) });
}

/** Puts an invitation’s link on the clipboard. */
export function useCopyLink() {
  return useMutation({ mutationFn: (id: string) => call('invitations.copyLink', { id }) });
}

/** Makes a PIN, which is answered this once. */
export function useNewPin() {
  return useMutation({ mutationFn: (id: string) => call('invitations.newPin', { id }) });
}
