import { useMutation, useQuery } from '@tanstack/react-query';
import { type MailJobState, OPEN_INVITATION } from '../../electron/bridge/domain';
import { call } from '../bridge';
import { DEFAULT_INVITATION_SORT } from './invitations';

/** The most the bridge answers at once. */
const AT_ONCE = 500;

/** Whose newest mail is in which state, as far as it matters; null until it is known. */
export function useMailCounts(groups: readonly (readonly MailJobState[])[]): readonly number[] | null {
  const { data } = useQuery({
    queryKey: ['invitations', 'mailCounts', groups],
    queryFn: ({ signal }) =>
      Promise.all(
        groups.map(async (mail) => {
          const filter = { mail: [...mail] };
          const input = { filter, sort: DEFAULT_INVITATION_SORT, offset: 0, limit: 1 };
          return (await call('invitations.window', input, { signal })).total;
        }),
      ),
  });
  return data ?? null;
}

/** Open invitations whose newest mail failed or has an unknown outcome; null until it is known. */
export function useUnsentCount(): number | null {
  const { data } = useQuery({
    queryKey: ['invitations', 'unsent'],
    queryFn: async ({ signal }) => {
      const filter = { mail: ['failed' as const, 'unknown' as const], states: [...OPEN_INVITATION] };
      const input = { filter, sort: DEFAULT_INVITATION_SORT, offset: 0, limit: 1 };
      return (await call('invitations.window', input, { signal })).total;
    },
  });
  return data ?? null;
}

/** Tries every waiting mail now. */
export function useHurryMails() {
  return useMutation({ mutationFn: () => call('mails.hurry') });
}

/** Cancels every mail that waits. Answers how many. */
export function useCancelMails() {
  return useMutation({
    mutationFn: async () => {
      let cancelled = 0;
      for (;;) {
        const { rows } = await call('mails.list', { states: ['queued'], offset: 0, limit: AT_ONCE });
        if (rows.length === 0) return cancelled;
        const done = await call('mails.cancel', { ids: rows.map(({ id }) => id) });
        if (done === 0) return cancelled;
        cancelled += done;
      }
    },
  });
}
