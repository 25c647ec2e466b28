import type { Invitation } from '../../../../electron/bridge/domain';
import { fetchInvitations, type InvitationQuestion } from '../../../queries/invitations';
import type { Rows } from '../../../queries/rows';
import type { GridModel } from '../../commands/grid/use-grid';
import { firstWhole } from '../../commands/targets/use-held-place';
import { useRowPicking } from '../../devices/table/use-row-picking';
import { addPicked, clearPicked, togglePicked, usePicked } from '../state/picked';
import { closeInvitation, useInvitationsView } from '../state/view';
import { addressOf } from './cell-text';

/** The element id of the grid. */
export const INVITATION_GRID_ID = 'invitation-grid';

/** Gives the focus back to the invitations, once their page is no longer covered. */
export function focusInvitations(): void {
  requestAnimationFrame(() => document.getElementById(INVITATION_GRID_ID)?.focus());
}

/** What clicks and keys do to the current invitation, which is open and which are picked. */
export function useInvitationPicking(
  question: InvitationQuestion,
  rows: Rows<Invitation>,
  reveal: (index: number) => void,
) {
  const setCurrent = (index: number) =>
    useInvitationsView.setState({ current: { index, id: rows.row(index)?.id ?? null } });
  const picking = useRowPicking<Invitation, Invitation>({
    row: (index) => rows.row(index),
    read: (signal, first, count) => fetchInvitations(question, signal, first, count),
    reveal,
    current: () => useInvitationsView.getState().current?.index ?? null,
    setCurrent,
    isOpen: () => useInvitationsView.getState().openId !== null,
    open: ({ id }) => useInvitationsView.setState({ openId: id }),
    toggle: togglePicked,
    anchor: () => usePicked.getState().anchor,
    setAnchor: (anchor) => usePicked.setState({ anchor }),
    add: addPicked,
    pickAll: (all) => {
      clearPicked();
      addPicked(all);
    },
    textOf: addressOf,
    leave: () => {
      if (!closeInvitation()) clearPicked();
    },
  });
  const begin = (model: GridModel) => {
    const index = Math.min(model.count - 1, firstWhole(model));
    setCurrent(index);
    reveal(index);
  };
  return { ...picking, begin };
}
