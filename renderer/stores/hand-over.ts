import { create } from 'zustand';
import type { Invitation } from '../../electron/bridge/domain';

/** The small dialogs in which an invitation is handed over otherwise than by mail, one at a time. */
export type HandOver =
  /** A PDF with a card for each of these. */
  | { kind: 'sheet'; ids: readonly string[] }
  /** A new PIN, shown once. */
  | { kind: 'pin'; invitation: Invitation };

export const useHandOver = create<{ open: HandOver | null }>(() => ({ open: null }));

export function openHandOver(open: HandOver): void {
  useHandOver.setState({ open });
}

export function closeHandOver(): void {
  useHandOver.setState({ open: null });
}
