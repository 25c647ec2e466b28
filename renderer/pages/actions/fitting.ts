import {
  type ActionName,
  APPLE_ACTIONS,
  type Device,
  familyOf,
  type Refusal,
} from '../../../electron/bridge/domain';

/** The actions of every day, in the order menus show them. */
export const USUAL_ACTIONS = [
  'restart',
  'lost_mode_on',
  'lost_mode_off',
  'move_unit',
  'annotate',
  'apple_refresh',
  'apple_lock',
  'apple_restart',
  'apple_shut_down',
  'apple_rename',
  'apple_install_profile',
  'apple_remove_profile',
  'apple_lost_on',
  'apple_lost_off',
] as const satisfies readonly ActionName[];
/** What is set apart at the end of a menu, in red. */
export const LAST_ACTIONS = [
  'wipe_users',
  'wipe_device',
  'deprovision',
  'apple_clear_passcode',
  'apple_retire',
  'apple_erase',
] as const satisfies readonly ActionName[];
/** What only iPhones and iPads know. */
const MOBILE_ONLY: ReadonlySet<ActionName> = new Set([
  'apple_lost_on',
  'apple_lost_off',
  'apple_clear_passcode',
]);

export interface Fitting {
  actions: readonly ActionName[];
  /** Why the other actions are not offered; null when none is missed. */
  barred: Refusal | null;
}

/** The actions a device can take by the state lists show; the review judges each more closely. */
export function fittingActions(device: Pick<Device, 'platform' | 'status' | 'vanishedAt'>): Fitting {
  if (device.vanishedAt !== null || device.status === 'archived') return { actions: [], barred: 'vanished' };
  if (device.platform !== 'chromeos') return fittingHere(device);
  if (device.status === 'active') {
    const usual = USUAL_ACTIONS.filter((action) => action !== 'lost_mode_off');
    return {
      actions: [...usual, ...LAST_ACTIONS].filter((action) => familyOf(action) === 'google'),
      barred: null,
    };
  }
  if (device.status === 'lost_mode') {
    return { actions: ['lost_mode_off', 'move_unit', 'annotate', 'deprovision'], barred: 'in_lost_mode' };
  }
  return { actions: [], barred: 'not_managed' };
}

/** Whether a device is supervised its record tells, and the review. */
function fittingHere({ platform, status }: Pick<Device, 'platform' | 'status'>): Fitting {
  if (status !== 'active' && status !== 'lost_mode') return { actions: [], barred: 'not_managed' };
  const lost = status === 'lost_mode';
  const fits = (action: ActionName): boolean => {
    if (platform === 'macos' && MOBILE_ONLY.has(action)) return false;
    return action !== (lost ? 'apple_lost_on' : 'apple_lost_off');
  };
  return { actions: APPLE_ACTIONS.filter(fits), barred: null };
}
