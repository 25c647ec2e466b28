import { describe, expect, it } from 'vitest';
import type { ActionSpecInput } from '../../../../electron/model/action.ts';
import type { TargetOutcome } from '../../../../electron/model/action-adapter.ts';
import type { QueuedOrder } from '../../../../electron/model/apple/order.ts';
import type { Target } from '../../../../electron/model/command.ts';
import { DAY, T0 } from '../../../support/apple/order-fakes.ts';
import { nobody, openAdapter, targetOf } from './adapter-fakes.ts';

describe('following what was sent', () => {
  async function sent(input: ActionSpecInput, change: Partial<Target['facts']> = {}) {
    const parts = openAdapter();
    const { spec, kept } = await parts.send(input, targetOf(1, change));
    const target = kept[0] ?? targetOf(0);
    const follow = () => parts.adapter.follow(spec, target, nobody);
    return { ...parts, spec, target, follow, orders: parts.queue() };
  }

  it('has no news while the order waits, and tells when the device has it', async () => {
    const { apple, follow, orders } = await sent({ action: 'apple_lock' });
    expect(await follow()).toBeNull();
    apple.move(orders[0]?.uuid ?? '', { state: 'sent', sentAt: T0 });
    expect(await follow()).toMatchObject({ state: 'sent', providerState: 'sent' });
    apple.move(orders[0]?.uuid ?? '', { state: 'acknowledged', endedAt: T0 });
    expect(await follow()).toMatchObject({ state: 'acknowledged', reason: null });
  });

  it('“not now” is shown as such, until the device takes it', async () => {
    const { apple, follow, orders } = await sent({ action: 'apple_lock' });
    apple.move(orders[0]?.uuid ?? '', { state: 'not_now', sentAt: T0, notNowAt: T0 });
    expect(await follow()).toMatchObject({ state: 'not_now', providerState: 'not_now' });
  });

  it('an inventory is put off only when all of it is, and done when all is', async () => {
    const { apple, follow, orders } = await sent({ action: 'apple_refresh' });
    expect(orders.map(({ requestType }) => requestType)).toEqual([
      'DeviceInformation',
      'SecurityInfo',
      'ProfileList',
      'InstalledApplicationList',
      'CertificateList',
    ]);
    expect(new Set(orders.map(({ bundle }) => bundle)).size).toBe(1);
    for (const { uuid } of orders.slice(1)) apple.move(uuid, { state: 'not_now' });
    expect(await follow()).toMatchObject({ state: 'sent' });
    apple.move(orders[0]?.uuid ?? '', { state: 'not_now' });
    expect(await follow()).toMatchObject({ state: 'not_now' });
    for (const { uuid } of orders) apple.move(uuid, { state: 'acknowledged' });
    expect(await follow()).toMatchObject({ state: 'acknowledged' });
  });

  it('asks for what the action changed, and is done without the answer', async () => {
    const { apple, follow, orders } = await sent({ action: 'apple_rename', name: 'Salle 4' });
    expect(orders.map(({ order }) => order.type)).toEqual(['Rename', 'DeviceInformation']);
    apple.move(orders[0]?.uuid ?? '', { state: 'acknowledged' });
    expect(await follow()).toMatchObject({ state: 'acknowledged' });
  });

  it('fails in Apple’s own words', async () => {
    const { apple, follow, orders } = await sent({ action: 'apple_lost_on', message: 'Lost' });
    const errors = [{ ErrorCode: 12067, LocalizedDescription: 'The device is not supervised.' }];
    apple.move(orders[0]?.uuid ?? '', { state: 'failed', errors });
    expect(await follow()).toMatchObject({
      state: 'failed',
      reason: 'device_failed',
      message: 'The device is not supervised.',
    });
  });

  it.each<[Partial<QueuedOrder>, Partial<TargetOutcome>]>([
    [
      { state: 'failed', reason: 'format_error' },
      { state: 'failed', reason: 'device_ignored' },
    ],
    [
      { state: 'cancelled', reason: 'by_admin' },
      { state: 'cancelled', reason: 'by_admin' },
    ],
    [
      { state: 'cancelled', reason: 'reregistered' },
      { state: 'cancelled', reason: 'reregistered' },
    ],
    [
      { state: 'cancelled', reason: 'unenrolled' },
      { state: 'cancelled', reason: 'unenrolled' },
    ],
    [
      { state: 'cancelled', reason: 'wiped' },
      { state: 'cancelled', reason: 'wiped_since' },
    ],
    [
      { state: 'cancelled', reason: 'not_wanted' },
      { state: 'cancelled', reason: 'provider_cancelled' },
    ],
    [
      { state: 'cancelled', reason: 'expired' },
      { state: 'expired', reason: 'device_expired' },
    ],
    [
      { state: 'unknown', reason: 'no_answer' },
      { state: 'unknown', reason: 'no_word' },
    ],
    [
      { state: 'unknown', reason: 'unreadable' },
      { state: 'unknown', reason: 'no_result' },
    ],
  ])('%j means %j', async (change, outcome) => {
    const { apple, follow, orders } = await sent({ action: 'apple_lock' });
    apple.move(orders[0]?.uuid ?? '', change);
    expect(await follow()).toMatchObject(outcome);
  });

  it('erased, and registered anew before it could say so, nobody knows whether it was the order', async () => {
    const { apple, follow, orders } = await sent({ action: 'apple_erase' });
    apple.move(orders[0]?.uuid ?? '', { state: 'cancelled', reason: 'reregistered', sentAt: T0 });
    expect(await follow()).toMatchObject({ state: 'unknown', reason: 'no_word' });
  });

  it('a device that left when it was told to has done it, though it said only goodbye', async () => {
    const { apple, follow, orders } = await sent({ action: 'apple_retire' });
    apple.move(orders[0]?.uuid ?? '', { state: 'cancelled', reason: 'unenrolled', sentAt: T0 });
    expect(await follow()).toMatchObject({ state: 'acknowledged', reason: 'seen_on_device' });
  });

  it('takes back what waited too long, unless the device has it by then', async () => {
    const { apple, clock, follow, orders, queue } = await sent({ action: 'apple_restart' });
    clock.advance(7 * DAY - 1);
    expect(await follow()).toBeNull();
    apple.move(orders[0]?.uuid ?? '', { state: 'sent', sentAt: T0 });
    clock.advance(1);
    expect(await follow()).toMatchObject({ state: 'sent' });
    apple.move(orders[0]?.uuid ?? '', { state: 'not_now' });
    expect(await follow()).toMatchObject({ state: 'expired', reason: 'device_expired' });
    expect(queue()).toMatchObject([{ state: 'cancelled', reason: 'expired' }]);
  });
});

describe('an outcome in doubt', () => {
  it('of a program that ended while it queued is told from the queue', async () => {
    const parts = openAdapter();
    const { spec } = await parts.send({ action: 'apple_lock' }, targetOf(1));
    const cutOff: Target = { ...targetOf(1), state: 'unknown', reason: 'cut_off' };
    const [order] = parts.queue();
    expect(await parts.adapter.reconcile(spec, cutOff, nobody)).toMatchObject({
      state: 'sent',
      providerCommandId: order?.uuid,
      expiresAt: expect.any(Number),
    });
    const never: Target = { ...targetOf(2), state: 'unknown', reason: 'cut_off' };
    expect(await parts.adapter.reconcile(spec, never, nobody)).toBeNull();
    parts.clock.advance(10 * 60_000);
    expect(await parts.adapter.reconcile(spec, never, nobody)).toMatchObject({ state: 'failed' });
    parts.clock.advance(8 * DAY);
    expect(await parts.adapter.reconcile(spec, never, nobody)).toBeNull();
    expect(parts.queue()).toHaveLength(1);
  });

  it('of an unanswered order stays so until an answer comes, late as it may be', async () => {
    const parts = openAdapter();
    const { spec, kept } = await parts.send({ action: 'apple_erase' }, targetOf(1));
    const [order] = parts.queue();
    const [target = targetOf(0)] = kept;
    parts.apple.move(order?.uuid ?? '', { state: 'unknown', reason: 'no_answer' });
    expect(await parts.adapter.reconcile(spec, target, nobody)).toBeNull();
    parts.apple.move(order?.uuid ?? '', { state: 'acknowledged', reason: null });
    expect(await parts.adapter.reconcile(spec, target, nobody)).toMatchObject({ state: 'acknowledged' });
  });

  it('the same target is never queued twice', async () => {
    const parts = openAdapter();
    await parts.send({ action: 'apple_lock' }, targetOf(1));
    await parts.send({ action: 'apple_lock' }, targetOf(1));
    expect(parts.queue()).toHaveLength(1);
  });
});
