import {
  INVITATION_STATES,
  type InvitationCounts,
  type InvitationState,
  type MailJobState,
  OPEN_INVITATION,
} from '../../../electron/bridge/domain';

/** All of them together. */
export function sumOf(counts: Readonly<Partial<Record<string, number>>>): number {
  return Object.values(counts).reduce<number>((sum, count) => sum + (count ?? 0), 0);
}

/** Invitations whose link leads in. */
export function openCount({ states }: InvitationCounts): number {
  return OPEN_INVITATION.reduce((sum, state) => sum + states[state], 0);
}

/** Mails that have not left yet. */
export function waitingMails({ mails }: InvitationCounts): number {
  return mails.queued + mails.sending;
}

/** The states a chip is shown for: those that are there, and those asked for, each with its count. */
export function stateChips(
  counts: InvitationCounts | null,
  chosen: readonly InvitationState[],
): { state: InvitationState; count: number }[] {
  return INVITATION_STATES.flatMap((state) => {
    const count = counts?.states[state] ?? 0;
    return count > 0 || chosen.includes(state) ? [{ state, count }] : [];
  });
}

/** What mails are looked for by. One on its way is waiting, too. */
export const MAIL_FILTERS = [
  ['queued', 'sending'],
  ['failed'],
  ['unknown'],
] as const satisfies readonly (readonly [MailJobState, ...MailJobState[]])[];

/** The mail filters there is reason to offer, each with how many invitations it leaves; `counts` are in their order. */
export function mailChips(
  counts: readonly number[] | null,
  chosen: readonly MailJobState[],
): { states: (typeof MAIL_FILTERS)[number]; count: number }[] {
  return MAIL_FILTERS.flatMap((states, place) => {
    const count = counts?.[place] ?? 0;
    return count > 0 || states.some((state) => chosen.includes(state)) ? [{ states, count }] : [];
  });
}
