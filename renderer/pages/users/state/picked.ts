import type { User } from '../../../../electron/bridge/domain';
import { createPicked } from '../../../stores/picked';

/** The picked users. */
export const { usePicked, useIsPicked, usePickedCount, togglePicked, addPicked, clearPicked } =
  createPicked<User>();
