import { create } from 'zustand';

/** Invitations that are being made; it goes on while one works elsewhere. */
interface InviteWork {
  /** Null while nothing is being made; `of` is null until it is known. */
  running: { done: number; of: number | null; cancel: () => void } | null;
}

export const useInviteWork = create<InviteWork>(() => ({ running: null }));
