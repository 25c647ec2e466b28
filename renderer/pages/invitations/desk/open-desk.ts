import { type InvitationState, OPEN_INVITATION } from '../../../../electron/bridge/domain';
import { fetchInvitations, type InvitationQuestion } from '../../../queries/invitations';
import { openDesk } from '../../../stores/desk';
import { canHandOver } from '../abilities';
import { usePicked } from '../state/picked';
import { questionOf, useInvitationsView } from '../state/view';

/** Opens the desk for the open invitations a list shows, in its order, with the current row’s person first called. */
export async function openDeskFor(question: InvitationQuestion, first?: string): Promise<void> {
  const found = await fetchInvitations(deskQuestion(question), new AbortController().signal);
  const ids = found.map(({ id }) => id);
  const current = first ?? useInvitationsView.getState().current?.id ?? undefined;
  openDesk(ids, current !== undefined && ids.includes(current) ? current : undefined);
}

/** The part of a list that can come to the desk. */
export function deskQuestion({ filter, sort }: InvitationQuestion): InvitationQuestion {
  const asked = filter.states ?? OPEN_INVITATION;
  const states: InvitationState[] = asked.filter((state) => canHandOver({ state }));
  return { filter: { ...filter, states: states.length === 0 ? [...OPEN_INVITATION] : states }, sort };
}

/** Opens the desk for the picked ones, in the order of the list. */
export async function openDeskForPicked(): Promise<void> {
  const picked = [...usePicked.getState().rows.values()].filter(canHandOver);
  const { sort } = useInvitationsView.getState();
  const found = await fetchInvitations(
    { filter: { ids: picked.map(({ id }) => id) }, sort },
    new AbortController().signal,
  );
  openDesk(found.map(({ id }) => id));
}

/** Opens the desk with one person, then those who follow in the list. */
export async function openDeskAt(id: string): Promise<void> {
  const found = await fetchInvitations(
    deskQuestion(questionOf(useInvitationsView.getState())),
    new AbortController().signal,
  );
  const ids = found.map((invitation) => invitation.id);
  openDesk(ids.includes(id) ? ids : [id], id);
}
