import { create } from 'zustand';
import type { InvitationState, MailJobState } from '../../../../electron/bridge/domain';
import { DEFAULT_INVITATION_SORT, type InvitationQuestion } from '../../../queries/invitations';
import type { KeptRow } from '../../commands/grid/use-kept-row';
import { clearPicked } from './picked';

type Sort = InvitationQuestion['sort'];

/** How the Invitations page is set up, and where the admin is in it, for coming back to it. */
interface InvitationsView {
  workspaceId: string | null;
  text: string;
  states: readonly InvitationState[];
  mail: readonly MailJobState[];
  sort: Sort;
  widths: Readonly<Record<string, number>>;
  /** In px. */
  paneWidth: number;
  /** The row the arrows move; its id follows when rows change. */
  current: KeptRow | null;
  openId: string | null;
  /** Moves the current row down (1) or up (-1); set by the table while it is on screen. */
  step: ((by: 1 | -1) => void) | null;
}

const begun = (workspaceId: string | null): InvitationsView => ({
  workspaceId,
  text: '',
  states: [],
  mail: [],
  sort: DEFAULT_INVITATION_SORT,
  widths: {},
  paneWidth: 392,
  current: null,
  openId: null,
  step: null,
});

export const useInvitationsView = create<InvitationsView>(() => begun(null));

/** Begins anew in another workspace; the same one stays as it was left. */
export function enterInvitations(workspaceId: string): void {
  if (useInvitationsView.getState().workspaceId === workspaceId) return;
  useInvitationsView.setState(begun(workspaceId));
  clearPicked();
}

/** What is asked of the invitations: the filters, the searched text and the order. */
export function questionOf({
  text,
  states,
  mail,
  sort,
}: Pick<InvitationsView, 'text' | 'states' | 'mail' | 'sort'>): InvitationQuestion {
  const words = text.trim().slice(0, 200);
  return {
    filter: {
      ...(words !== '' && { text: words }),
      ...(states.length > 0 && { states: [...states] }),
      ...(mail.length > 0 && { mail: [...mail] }),
    },
    sort,
  };
}

/** Removes the search and the filters. */
export function showEveryInvitation(): void {
  useInvitationsView.setState({ text: '', states: [], mail: [] });
}

/** Shows or hides the invitations in this state. */
export function toggleState(state: InvitationState): void {
  useInvitationsView.setState(({ states }) => ({ states: toggled(states, state) }));
}

/** Shows those whose mail is in one of these states, or no longer asks for it. */
export function toggleMail(wanted: readonly MailJobState[]): void {
  useInvitationsView.setState(({ mail }) => ({
    mail: wanted.every((state) => mail.includes(state))
      ? mail.filter((state) => !wanted.includes(state))
      : [...mail.filter((state) => !wanted.includes(state)), ...wanted],
  }));
}

/** Sorts by a column, times from the newest on; the column that already sorts turns round. */
export function sortBy(column: Sort['column']): void {
  const first: Sort['direction'] = NEWEST_FIRST.has(column) ? 'descending' : 'ascending';
  useInvitationsView.setState(({ sort }) => ({
    sort: { column, direction: sort.column === column ? opposite(sort.direction) : first },
  }));
}

const NEWEST_FIRST: ReadonlySet<Sort['column']> = new Set(['createdAt', 'sentAt', 'openedAt']);

function opposite(direction: Sort['direction']): Sort['direction'] {
  return direction === 'ascending' ? 'descending' : 'ascending';
}

function toggled<T>(chosen: readonly T[], one: T): T[] {
  return chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one];
}

/** Closes the pane. False: none was open. */
export function closeInvitation(): boolean {
  const wasOpen = useInvitationsView.getState().openId !== null;
  useInvitationsView.setState({ openId: null });
  return wasOpen;
}
