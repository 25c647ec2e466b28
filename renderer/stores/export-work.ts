import { create } from 'zustand';

/** The export that is being written, if any, and how to stop it. */
export const useExportWork = create<{ cancel: (() => void) | null }>(() => ({ cancel: null }));
