import type { Invitation } from '../../../../electron/bridge/domain';
import { createPicked } from '../../../stores/picked';

/** The picked invitations. */
export const { usePicked, useIsPicked, usePickedCount, togglePicked, addPicked, clearPicked, refreshPicked } =
  createPicked<Invitation>();
