import { create } from 'zustand';
import type { SavedView, Workspace } from '../../electron/bridge/domain';

/** The dialogs the shell can show, one at a time. */
export type Dialog =
  | { kind: 'create'; next: 'start' | 'google' }
  | { kind: 'rename'; workspace: Workspace }
  | { kind: 'delete'; workspace: Workspace }
  | { kind: 'renameView'; view: SavedView }
  | { kind: 'vault' }
  | { kind: 'keys' }
  | { kind: 'palette' };

export const useDialog = create<{ dialog: Dialog | null }>(() => ({ dialog: null }));

/** Shows a dialog in place of the one that may be open. */
export function openDialog(dialog: Dialog): void {
  useDialog.setState({ dialog });
}

export function closeDialog(): void {
  useDialog.setState({ dialog: null });
}
