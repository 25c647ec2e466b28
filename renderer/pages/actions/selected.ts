import type { ActionName, DeviceQuery, Selection } from '../../../electron/bridge/domain';
import { openAction } from '../../stores/action-review';
import { useSelection } from '../devices/state/selection';

/** A selection by ids holds no more. */
export const MOST_IDS = 100_000;

interface Picked {
  ids: ReadonlySet<string>;
  whole: Pick<DeviceQuery, 'filter'> | null;
}

/**
 * What is picked on the Devices page, as an action takes it: the very devices that were picked, or the filter when
 * they are too many to name. Null when neither is possible, or nothing is picked.
 */
export function selectionOf({ ids, whole }: Picked): Selection | null {
  if (ids.size === 0) return null;
  if (ids.size <= MOST_IDS) return { kind: 'ids', ids: [...ids] };
  return whole === null ? null : { kind: 'filter', filter: whole.filter };
}

/** True when an action can take what is picked. */
export function isActionable({ ids, whole }: Picked): boolean {
  return ids.size > 0 && (ids.size <= MOST_IDS || whole !== null);
}

/** Begins an action on the picked devices. */
export function actOnSelected(action: ActionName): void {
  const picked = useSelection.getState();
  const selection = selectionOf(picked);
  if (selection !== null) openAction({ kind: 'action', action, selection, count: picked.ids.size });
}
