import { create } from 'zustand';
import type { User } from '../../../../electron/bridge/domain';

/**
 * The picked users. The map is changed in place and `version` rises, so that picking the ten-thousandth costs what
 * the first did.
 */
interface PickedUsers {
  users: Map<string, User>;
  version: number;
  /** Where a range begins: the row picked last without shift. */
  anchor: number | null;
}

export const usePicked = create<PickedUsers>(() => ({ users: new Map(), version: 0, anchor: null }));

function changed(change: Partial<PickedUsers>): void {
  usePicked.setState((state) => ({ ...change, version: state.version + 1 }));
}

/** True while the user is picked; a row’s subscription. */
export function useIsPicked(id: string): boolean {
  return usePicked(({ users, version }) => version >= 0 && users.has(id));
}

/** Picks or drops one user; later ranges begin at its row. */
export function togglePicked(user: User, index: number): void {
  const { users } = usePicked.getState();
  if (!users.delete(user.id)) users.set(user.id, user);
  changed({ anchor: index });
}

/** Adds users to the picked ones. */
export function addPicked(added: readonly User[]): void {
  const { users } = usePicked.getState();
  for (const user of added) users.set(user.id, user);
  changed({});
}

/** Drops these users, or all. */
export function clearPicked(ids?: readonly string[]): void {
  const left = new Map(ids === undefined ? [] : usePicked.getState().users);
  for (const id of ids ?? []) left.delete(id);
  changed({ users: left, anchor: null });
}
