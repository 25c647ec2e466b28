import { create } from 'zustand';
import type { User, UserSource } from '../../electron/bridge/domain';
import type { UserQuestion } from '../queries/users';

/** Whom an admin set out to invite. */
export type InviteTarget =
  /** Picked ones, as they were known then. */
  | { kind: 'users'; users: readonly User[] }
  /** Everybody a list shows; without one, everybody. */
  | { kind: 'question'; question: UserQuestion | null }
  /** Those an import has brought: of this source, since this time (ms UTC). */
  | { kind: 'added'; source: UserSource; since: number };

interface InviteState {
  target: InviteTarget | null;
  /** Rises with each, so that nothing of a former one is left in the dialog. */
  turn: number;
}

export const useInvite = create<InviteState>(() => ({ target: null, turn: 0 }));

/** Asks how these users are to be invited, in place of what may be asked already. */
export function openInvite(target: InviteTarget): void {
  useInvite.setState(({ turn }) => ({ target, turn: turn + 1 }));
}

/** Leaves the dialog. What is being made goes on. */
export function closeInvite(): void {
  useInvite.setState({ target: null });
}
