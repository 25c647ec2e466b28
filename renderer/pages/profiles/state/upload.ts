import { create } from 'zustand';
import type { PickedProfile } from '../../../../electron/bridge/domain';

/** The picked file of a profile that is looked at before it is kept; null: none. */
export const useUpload = create<{ picked: PickedProfile | null }>(() => ({ picked: null }));
