import type { User } from '../../../../electron/bridge/domain';
import type { Rows } from '../../../queries/rows';
import { fetchUsers, type UserQuestion } from '../../../queries/users';
import type { GridModel } from '../../commands/grid/use-grid';
import { firstWhole } from '../../commands/targets/use-held-place';
import { useRowPicking } from '../../devices/table/use-row-picking';
import { addPicked, clearPicked, togglePicked, usePicked } from '../state/picked';
import { closeUser, useUsersView } from '../state/view';

/** The element id of the grid. */
export const USER_GRID_ID = 'user-grid';

/** Gives the focus back to the users, once their page is no longer covered. */
export function focusUsers(): void {
  requestAnimationFrame(() => document.getElementById(USER_GRID_ID)?.focus());
}

/** What clicks and keys do to the current user, who is open and who is picked. */
export function useUserPicking(question: UserQuestion, rows: Rows<User>, reveal: (index: number) => void) {
  const setCurrent = (index: number) =>
    useUsersView.setState({ current: { index, id: rows.row(index)?.id ?? null } });
  const picking = useRowPicking<User, User>({
    row: (index) => rows.row(index),
    read: (signal, first, count) => fetchUsers(question, signal, first, count),
    reveal,
    current: () => useUsersView.getState().current?.index ?? null,
    setCurrent,
    isOpen: () => useUsersView.getState().openId !== null,
    open: ({ id }) => useUsersView.setState({ openId: id }),
    toggle: togglePicked,
    anchor: () => usePicked.getState().anchor,
    setAnchor: (anchor) => usePicked.setState({ anchor }),
    add: addPicked,
    pickAll: (all) => {
      clearPicked();
      addPicked(all);
    },
    textOf: ({ email, userName }) => email ?? userName,
    leave: () => {
      if (!closeUser()) clearPicked();
    },
  });
  const begin = (model: GridModel) => {
    const index = Math.min(model.count - 1, firstWhole(model));
    setCurrent(index);
    reveal(index);
  };
  return { ...picking, begin };
}
