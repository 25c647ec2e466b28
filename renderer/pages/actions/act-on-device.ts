import type { ActionName, Device, DeviceDetail } from '../../../electron/bridge/domain';
import { openAction } from '../../stores/action-review';

/**
 * Begins an action on one device. With its document at hand, the form of its annotations begins with the present
 * ones; without, the annotated user is not known: the list's user may be the most recent one.
 */
export function actOnDevice(action: ActionName, device: Device, document?: DeviceDetail['document']): void {
  const { assetId, location, notes } = device;
  const user = typeof document?.annotatedUser === 'string' ? document.annotatedUser : null;
  openAction({
    kind: 'action',
    action,
    selection: { kind: 'ids', ids: [device.id] },
    count: 1,
    present: { assetId, user, location, notes },
  });
}
