import type { TFunction } from 'i18next';
import { type OrderReason, type QueuedOrder, wordsOf } from '../../../../electron/bridge/domain';

/** What an order tells a device, in words; `profileName` names a profile of the library. */
export function orderWords(
  { order }: Pick<QueuedOrder, 'order'>,
  t: TFunction,
  profileName: (id: string) => string | null,
): string {
  switch (order.type) {
    case 'InstallProfile': {
      const name = profileName(order.profile.profileId) ?? order.profile.identifier;
      return t('apple:order.InstallProfile', { name });
    }
    case 'RemoveProfile':
      return t('apple:order.RemoveProfile', { name: order.identifier });
    case 'Rename':
      return t('apple:order.Rename', { name: order.name });
    default:
      return t(`apple:order.${order.type}`);
  }
}

/** Why an order ended as it did: Apple’s own words, else ours; null where nothing is to be said. */
export function endWords(
  { errors, reason }: Pick<QueuedOrder, 'errors'> & { reason: OrderReason | null },
  t: TFunction,
): string | null {
  return wordsOf(errors) ?? (reason === null ? null : t(`apple:orders.reason.${reason}`));
}

/** What can still be taken back: nothing that the device has. */
export function canCancel({ state }: Pick<QueuedOrder, 'state'>): boolean {
  return state === 'queued' || state === 'not_now';
}
