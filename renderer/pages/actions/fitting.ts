import type { ActionName, Device, Refusal } from '../../../electron/bridge/domain';

/** The actions of every day, in the order menus show them. */
export const USUAL_ACTIONS = ['restart', 'lost_mode_on', 'lost_mode_off', 'move_unit', 'annotate'] as const;
/** What is set apart at the end of a menu, in red. */
export const LAST_ACTIONS = ['wipe_users', 'wipe_device', 'deprovision'] as const;

export interface Fitting {
  actions: readonly ActionName[];
  /** Why the other actions are not offered; null when none is missed. */
  barred: Refusal | null;
}

/** The actions a device can take by the state lists show; the review judges each more closely. */
export function fittingActions(device: Pick<Device, 'status' | 'vanishedAt'>): Fitting {
  if (device.vanishedAt !== null || device.status === 'archived') return { actions: [], barred: 'vanished' };
  if (device.status === 'active') {
    const usual = USUAL_ACTIONS.filter((action) => action !== 'lost_mode_off');
    return { actions: [...usual, ...LAST_ACTIONS], barred: null };
  }
  if (device.status === 'lost_mode') {
    return { actions: ['lost_mode_off', 'move_unit', 'annotate', 'deprovision'], barred: 'in_lost_mode' };
  }
  return { actions: [], barred: 'not_managed' };
}
