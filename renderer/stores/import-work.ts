import { create } from 'zustand';

/** Where users are imported from. */
export type ImportSource = 'google' | 'ldap';

interface Running {
  /** How many users were read so far. */
  seen: number;
  cancel: () => void;
}

/** The imports of users that are on; they go on while one works elsewhere. */
export const useImportWork = create<Partial<Record<ImportSource, Running>>>(() => ({}));
