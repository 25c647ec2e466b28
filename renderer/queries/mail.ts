import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { MethodInput } from '../../electron/bridge/contract';
import { call } from '../bridge';

const OVERVIEW = ['mail', 'overview'] as const;
const TEMPLATES = ['mail', 'templates'] as const;

/** The mail server and how its mails stand; `data` is null when none is set up. */
export function useMailOverview() {
  return useQuery({
    queryKey: OVERVIEW,
    queryFn: ({ signal }) => call('mail.overview', undefined, { signal }),
  });
}

export type MailTrial = MethodInput<'mail.test'>;

/** Signs in at a mail server, and sends a mail when an address is given; keeps nothing. */
export function testMail(input: MailTrial, signal: AbortSignal) {
  return call('mail.test', input, { signal });
}

/** Keeps the settings of the mail server. */
export function useMailSave() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: MethodInput<'mail.save'>) => call('mail.save', input),
    onSuccess: (overview) => queries.setQueryData(OVERVIEW, overview),
  });
}

/** Forgets the mail server and its secrets. */
export function useMailRemove() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => call('mail.remove'),
    onSuccess: () => queries.setQueryData(OVERVIEW, null),
  });
}

/** The texts of all mails, in both languages. */
export function useMailTemplates() {
  return useQuery({
    queryKey: TEMPLATES,
    queryFn: ({ signal }) => call('mail.templates', undefined, { signal }),
  });
}

/** Keeps an edited text. */
export function useSaveTemplate() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: MethodInput<'mail.saveTemplate'>) => call('mail.saveTemplate', input),
    onSuccess: () => queries.invalidateQueries({ queryKey: TEMPLATES }),
  });
}

/** Goes back to the text that comes with Muster. */
export function useResetTemplate() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: MethodInput<'mail.resetTemplate'>) => call('mail.resetTemplate', input),
    onSuccess: () => queries.invalidateQueries({ queryKey: TEMPLATES }),
  });
}

/** How a text reads with made-up values, and what is wrong with it; the one before until it is known. */
export function useMailPreview(input: MethodInput<'mail.preview'>) {
  return useQuery({
    queryKey: ['mail', 'preview', input],
    queryFn: ({ signal }) => call('mail.preview', input, { signal }),
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  });
}
