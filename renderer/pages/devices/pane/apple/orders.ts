import type { TFunction } from 'i18next';
import { type QueuedOrder, wordsOf } from '../../../../../electron/bridge/domain';
import type { Format } from '../../../../format';

/** Orders that were made together, such as the five of an inventory. */
export interface Bundle {
  id: string;
  orders: readonly [QueuedOrder, ...QueuedOrder[]];
}

const OPEN: ReadonlySet<QueuedOrder['state']> = new Set(['queued', 'sent', 'not_now', 'unknown']);

/** True while something may still become of the order. */
export function isOpen({ state }: Pick<QueuedOrder, 'state'>): boolean {
  return OPEN.has(state);
}

/** True where the Mac may have been given a PIN. */
export function hasPin({ order, sentAt, state }: Pick<QueuedOrder, 'order' | 'sentAt' | 'state'>): boolean {
  const given = (order.type === 'DeviceLock' || order.type === 'EraseDevice') && order.pin;
  return given && sentAt !== null && state !== 'failed';
}

/** Orders in their order, those of a bundle that are in the same state side by side. */
export function bundlesOf(orders: readonly QueuedOrder[]): Bundle[] {
  const bundles: { id: string; orders: [QueuedOrder, ...QueuedOrder[]] }[] = [];
  for (const order of orders) {
    const id = `${order.bundle} ${order.state}`;
    const known = bundles.find((bundle) => bundle.id === id);
    if (known === undefined) bundles.push({ id, orders: [order] });
    else known.orders.push(order);
  }
  return bundles;
}

/** How an order stands and since when; how often it went out, where that is more than once. */
export function standingText(order: QueuedOrder, t: TFunction, format: Format, now: number): string {
  const since = sinceOf(order);
  const state = t(`devices:apple.orderSince.${order.state}`, { when: format.relative(since, now) });
  if (order.tries < 2) return state;
  return `${state} · ${t('devices:apple.orders.tries', { count: order.tries, n: format.number(order.tries) })}`;
}

/** When an order came to its state (ms UTC). */
export function sinceOf({ state, queuedAt, sentAt, notNowAt, endedAt }: QueuedOrder): number {
  switch (state) {
    case 'queued':
      return queuedAt;
    case 'not_now':
      return notNowAt ?? sentAt ?? queuedAt;
    case 'sent':
    case 'unknown':
      return sentAt ?? queuedAt;
    default:
      return endedAt ?? sentAt ?? queuedAt;
  }
}

/** Why an order ended as it did; Apple’s own words where there are some. */
export function whyText({ reason, errors }: QueuedOrder, t: TFunction): string[] {
  const words = wordsOf(errors);
  return [
    ...(reason === null ? [] : [t(`apple:orders.reason.${reason}`)]),
    ...(words === null ? [] : [t('devices:apple.words', { words })]),
  ];
}
