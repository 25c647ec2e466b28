import type { QueuedOrder } from '../../../model/apple/order.ts';

/** What an order for a profile has come to, as its install is noted. */
export type InstallOutcome = 'installed' | 'failed' | 'removed';

/**
 * Null while it is under way, when it is no order for a profile, and when it ended with the device’s registration: what was
 * installed ended with that too. Without an answer it counts as failed, so that it can be tried again; one that comes after all
 * still counts.
 */
export function outcomeOf(
  order: Pick<QueuedOrder, 'order' | 'state' | 'reason' | 'errors'>,
): InstallOutcome | null {
  const removal = order.order.type === 'RemoveProfile';
  if (!removal && order.order.type !== 'InstallProfile') return null;
  switch (order.state) {
    case 'acknowledged':
      return removal ? 'removed' : 'installed';
    case 'failed':
      return removal && wasNotThere(order) ? 'removed' : 'failed';
    case 'unknown':
      return 'failed';
    case 'cancelled':
      return endedWithDevice(order) ? null : 'failed';
    default:
      return null;
  }
}

/**
 * The words of macOS and of iOS for a profile that cannot be removed because it is not there: MDMClientError 89 (“Profile with
 * identifier … not found”) and error 12075 of the MDM domain (“… is not installed”).
 */
function wasNotThere({ errors }: Pick<QueuedOrder, 'errors'>): boolean {
  return (errors ?? []).some(
    ({ ErrorDomain: domain = '', ErrorCode: code }) =>
      (domain === 'MDMClientError' && code === 89) || (domain.endsWith('MDMErrorDomain') && code === 12_075),
  );
}

function endedWithDevice({ reason }: Pick<QueuedOrder, 'reason'>): boolean {
  return reason === 'reregistered' || reason === 'unenrolled' || reason === 'wiped';
}
