import type { InviteInput, User } from '../../../../electron/bridge/domain';
import { OPEN_INVITATION } from '../../../../electron/bridge/domain';
import { DEFAULT_INVITATION_SORT, fetchInvitations } from '../../../queries/invitations';
import { DEFAULT_USER_SORT, fetchUsers, type UserQuestion } from '../../../queries/users';
import type { InviteTarget } from '../../../stores/invite';

/** The most that can be named one by one (`inviteInputSchema`). */
const MOST_NAMED = 100_000;

/** Who would be invited, counted before anything is made. Nobody is counted twice. */
export interface Survey {
  users: InviteInput['users'];
  /** All that were meant. */
  total: number;
  /** Suspended, or gone from their source: not invited. */
  notActive: number;
  /** Have an open invitation. */
  open: number;
  /** Of those without an open invitation: have no e-mail address. */
  noAddress: number;
  /** The same of those with one. */
  openNoAddress: number;
  /** The name, when it is one person. */
  name: string | null;
}

/** Reads who is meant and how each stands. */
export async function surveyInvite(target: InviteTarget, signal: AbortSignal): Promise<Survey> {
  const [users, invited] = await Promise.all([usersOf(target, signal), openUserIds(signal)]);
  const survey = surveyOf(users, invited);
  if (target.kind !== 'question' || users.length <= MOST_NAMED) return survey;
  return { ...survey, users: { filter: target.question?.filter ?? {} } };
}

/** Counts users by what inviting would do with them. */
export function surveyOf(users: readonly User[], invited: ReadonlySet<string>): Survey {
  const active = users.filter(({ state }) => state === 'active');
  const open = active.filter(({ id }) => invited.has(id));
  const without = (some: readonly User[]) => some.filter(({ email }) => email === null).length;
  const openNoAddress = without(open);
  const [only] = users;
  return {
    users: { ids: users.map(({ id }) => id) },
    total: users.length,
    notActive: users.length - active.length,
    open: open.length,
    noAddress: without(active) - openNoAddress,
    openNoAddress,
    name: users.length === 1 && only !== undefined ? only.displayName || only.userName : null,
  };
}

/** How many invitations would be made, and how many of them could not be mailed. */
export function prospect(survey: Survey, again: boolean): { made: number; noAddress: number } {
  const { total, notActive, open, noAddress, openNoAddress } = survey;
  return {
    made: total - notActive - (again ? 0 : open),
    noAddress: noAddress + (again ? openNoAddress : 0),
  };
}

async function usersOf(target: InviteTarget, signal: AbortSignal): Promise<readonly User[]> {
  if (target.kind === 'users') return target.users;
  if (target.kind === 'question') {
    return fetchUsers(target.question ?? { filter: {}, sort: DEFAULT_USER_SORT }, signal);
  }
  const question: UserQuestion = {
    filter: { sources: [target.source] },
    sort: { column: 'changedAt', direction: 'descending' },
  };
  const found = await fetchUsers(question, signal);
  return found.filter(({ createdAt }) => createdAt >= target.since);
}

async function openUserIds(signal: AbortSignal): Promise<Set<string>> {
  const open = await fetchInvitations(
    { filter: { states: [...OPEN_INVITATION] }, sort: DEFAULT_INVITATION_SORT },
    signal,
  );
  return new Set(open.map(({ userId }) => userId));
}
