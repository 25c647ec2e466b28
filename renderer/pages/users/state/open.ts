import { create } from 'zustand';
import { navigate } from '../../../stores/route';
import { enterUsers, useUsersView } from './view';

/** The dialogs of the Users page, one at a time. */
export type UsersDialog = 'add' | 'list';

interface UsersDialogState {
  open: UsersDialog | null;
  /** Users added by hand are invited at once. */
  invite: boolean;
}

export const useUsersDialog = create<UsersDialogState>(() => ({ open: null, invite: false }));

/** Opens the Users page with a user beside the table. */
export function openUser(workspaceId: string, id: string): void {
  enterUsers(workspaceId);
  useUsersView.setState({ openId: id, current: null });
  navigate('users');
}

/** Opens the Users page with a dialog. */
export function openUsersDialog(open: UsersDialog): void {
  useUsersDialog.setState({ open });
  navigate('users');
}

export function closeUsersDialog(): void {
  useUsersDialog.setState({ open: null });
}
