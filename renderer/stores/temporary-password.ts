import { create } from 'zustand';
import type { User } from '../../electron/bridge/domain';

/** The user who is given a temporary password in the dialog that is open. */
export const useTemporaryPassword = create<{ user: User | null }>(() => ({ user: null }));

export function openTemporaryPassword(user: User): void {
  useTemporaryPassword.setState({ user });
}

export function closeTemporaryPassword(): void {
  useTemporaryPassword.setState({ user: null });
}
