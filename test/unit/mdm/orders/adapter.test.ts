import { describe, expect, it } from 'vitest';
import { createAppleActions } from '../../../../electron/mdm/apple/orders/orders.ts';
import { type ActionSpecInput, actionSpecSchema } from '../../../../electron/model/action.ts';
import type { TargetOutcome } from '../../../../electron/model/action-adapter.ts';
import type { QueuedOrder } from '../../../../electron/model/apple/order.ts';
import type { Target } from '../../../../electron/model/command.ts';
import { MusterError } from '../../../../electron/model/errors.ts';
import { channelRow, DAY, deviceRow, glassVault, openOrders, T0 } from './fakes.ts';

const nobody = new AbortController().signal;

function targetOf(id: number, change: Partial<Target['facts']> = {}): Target {
  return {
    id,
    commandId: 'c1',
    facts: {
      deviceId: `d${id}`,
      providerId: `UDID-${id}`,
      serial: null,
      model: null,
      user: null,
      orgUnitId: null,
      orgUnitPath: null,
      providerStatus: 'ENROLLED',
      osVersion: null,
      enrolledAt: T0 - DAY,
      vanishedAt: null,
      annotations: { assetId: null, user: null, location: null, notes: null },
      platform: 'ios',
      supervised: true,
      ...change,
    },
    change: null,
    state: 'sending',
    reason: null,
    message: null,
    attempts: 1,
    sentAt: T0,
    endedAt: null,
    checkedAt: null,
    nextCheckAt: null,
    providerCommandId: null,
    providerState: null,
    providerResult: null,
    expiresAt: null,
  };
}

function open() {
  const parts = openOrders();
  const adapter = createAppleActions(parts.deps);
  const send = async (input: ActionSpecInput, ...targets: Target[]) => {
    const spec = actionSpecSchema.parse(input);
    const orders = targets.map((target) => ({ target, change: null }));
    const result = await adapter.send(spec, orders, nobody);
    const told = targets.map((target): TargetOutcome => {
      const outcome = result.kind === 'answered' ? result.outcomes.get(target.id) : undefined;
      if (outcome === undefined) throw new Error(`no outcome: ${JSON.stringify(result)}`);
      return outcome;
    });
    return {
      spec,
      told,
      kept: told.map((outcome, at): Target => ({ ...(targets[at] ?? targetOf(0)), ...outcome })),
    };
  };
  const queue = (): QueuedOrder[] => [...parts.apple.queue.values()].map(({ order }) => order);
  return { ...parts, adapter, send, queue };
}

describe('sending to Apple’s devices', () => {
  it('queues for all targets at once, wakes them, and says until when it waits', async () => {
    const { send, queue, wakes } = open();
    const { told } = await send({ action: 'apple_restart' }, targetOf(1), targetOf(2));
    expect(told).toMatchObject([
      { state: 'sent', providerState: 'queued', expiresAt: T0 + 7 * DAY },
      { state: 'sent', providerState: 'queued' },
    ]);
    expect(told.map(({ providerCommandId }) => providerCommandId)).toEqual(queue().map(({ uuid }) => uuid));
    expect(queue()).toMatchObject([
      { deviceId: 'd1', order: { type: 'RestartDevice' }, purpose: 'action' },
      { deviceId: 'd2', order: { type: 'RestartDevice' }, purpose: 'action' },
    ]);
    expect(wakes()).toBe(1);
  });

  it('gives a Mac a PIN of its own, sealed, and an iPhone none', async () => {
    const { send, apple } = open();
    const macs = [targetOf(1, { platform: 'macos' }), targetOf(2, { platform: 'macos' })];
    await send({ action: 'apple_lock', message: 'Call us' }, ...macs, targetOf(3));
    const kept = [...apple.queue.values()];
    const pins = await Promise.all(
      kept.map(async ({ order, sealed }) =>
        sealed === null
          ? null
          : Buffer.from(await glassVault.open(`apple.order.${order.uuid}`, sealed)).toString(),
      ),
    );
    expect(pins).toEqual([expect.stringMatching(/"\d{6}"/), expect.stringMatching(/"\d{6}"/), null]);
    expect(pins[0]).not.toBe(pins[1]);
    expect(kept.map(({ order }) => order.order)).toMatchObject([
      { pin: true },
      { pin: true },
      { pin: false },
    ]);
    for (const { order } of kept) expect(JSON.stringify(order)).not.toContain(String(pins[0]).slice(8, 14));
  });

  it('refuses to clear a passcode without the device’s token', async () => {
    const { send, apple, queue } = open();
    apple.devices.set('d1', deviceRow());
    apple.devices.set('d2', deviceRow({ deviceId: 'd2', unlockToken: Uint8Array.of(1) }));
    const { told } = await send({ action: 'apple_clear_passcode' }, targetOf(1), targetOf(2));
    expect(told).toMatchObject([{ state: 'failed', reason: 'no_unlock_token' }, { state: 'sent' }]);
    expect(queue()).toMatchObject([{ deviceId: 'd2' }]);
  });

  it('edge cases 2 and 3: what was meant for a registration that is over goes to no other', async () => {
    const { send, apple, queue } = open();
    apple.refuses.set('d1', 'reregistered').set('d2', 'gone');
    const { told } = await send({ action: 'apple_erase' }, targetOf(1), targetOf(2), targetOf(3));
    expect(told).toMatchObject([
      { state: 'cancelled', reason: 'reregistered' },
      { state: 'cancelled', reason: 'gone' },
      { state: 'sent' },
    ]);
    expect([...apple.queue.values()].map(({ made }) => made.enrolledAt)).toEqual([T0 - DAY]);
    expect(queue()).toHaveLength(1);
  });

  describe('a profile', () => {
    const profile = {
      id: 'p1',
      name: 'Wi-Fi',
      description: '',
      identifier: 'org.example.wifi',
      scope: 'User' as const,
      types: [],
      form: null,
      version: 3,
      sealed: Uint8Array.of(),
      bytes: 0,
      createdAt: T0,
      changedAt: T0,
    };
    const install = { action: 'apple_install_profile', profileId: 'p1', name: 'Wi-Fi' } as const;

    it('that is gone from the library fails', async () => {
      const { send } = open();
      const { told } = await send(install, targetOf(1));
      expect(told).toMatchObject([{ state: 'failed', reason: 'no_such_profile' }]);
    });

    it('for users goes to each managed user of a Mac, to an iPhone itself, and to no Mac without one', async () => {
      const { send, apple } = open();
      apple.profiles.set('p1', profile);
      apple.channelRows = [
        channelRow(),
        channelRow({ guid: 'ada' }),
        channelRow({ guid: 'never came', token: null }),
        channelRow({ deviceId: 'd2' }),
      ];
      const mac = { platform: 'macos' } as const;
      const { told } = await send(install, targetOf(1, mac), targetOf(2, mac), targetOf(3));
      expect(told).toMatchObject([
        { state: 'sent' },
        { state: 'failed', reason: 'no_managed_user' },
        { state: 'sent' },
      ]);
      expect([...apple.queue.values()].map(({ made }) => [made.deviceId, made.guid])).toEqual([
        ['d1', 'ada'],
        ['d3', ''],
      ]);
    });

    it('is removed where the library put it, any other from the device', async () => {
      const { send, apple } = open();
      const there = { channel: 1, profileId: 'p1', name: 'Wi-Fi', state: 'installed', version: 1 } as const;
      const install = {
        ...there,
        identifier: 'a',
        deviceId: 'd1',
        guid: 'ada',
        uuid: null,
        at: T0,
        errors: null,
      };
      apple.installRows = [install, { ...install, guid: 'bob' }];
      await send({ action: 'apple_remove_profile', identifier: 'a' }, targetOf(1));
      await send({ action: 'apple_remove_profile', identifier: 'b' }, targetOf(2));
      expect([...apple.queue.values()].map(({ made }) => made.guid)).toEqual(['ada', 'bob', '']);
    });
  });

  it('did nothing while the file cannot be written, and is in doubt when it cannot be read either', async () => {
    const { adapter, apple } = open();
    const order = { target: targetOf(1), change: null };
    const spec = actionSpecSchema.parse({ action: 'apple_restart' });
    const { enqueue, bundle } = apple;
    apple.enqueue = async () => Promise.reject(new MusterError('store_busy'));
    expect(await adapter.send(spec, [order], nobody)).toMatchObject({
      kind: 'not_sent',
      error: { code: 'store_busy' },
    });
    apple.bundle = async () => Promise.reject(new MusterError('store_busy'));
    const doubtful = await adapter.send(spec, [order], nobody);
    expect(doubtful).toMatchObject({
      kind: 'answered',
      outcomes: new Map([[1, expect.objectContaining({ state: 'unknown', reason: 'answer_lost' })]]),
    });
    // It was kept after all, and the answer lost.
    apple.bundle = bundle;
    apple.enqueue = async (input) => {
      await enqueue(input);
      throw new MusterError('store_busy');
    };
    expect(await adapter.send(spec, [order], nobody)).toMatchObject({
      kind: 'answered',
      outcomes: new Map([[1, expect.objectContaining({ state: 'sent' })]]),
    });
  });

  it('waits while the vault is locked', async () => {
    const { deps, apple } = open();
    const locked = createAppleActions({
      ...deps,
      vault: { ...glassVault, seal: () => Promise.reject(new MusterError('vault_locked')) },
    });
    const order = { target: targetOf(1, { platform: 'macos' }), change: null };
    const spec = actionSpecSchema.parse({ action: 'apple_lock' });
    expect(await locked.send(spec, [order], nobody)).toMatchObject({ kind: 'not_sent' });
    expect(apple.queue.size).toBe(0);
  });
});

describe('following what was sent', () => {
  async function sent(input: ActionSpecInput, change: Partial<Target['facts']> = {}) {
    const parts = open();
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

  it('edge case 15: “not now” is shown as such, until the device takes it', async () => {
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

  it('edge case 3: erased, and registered anew before it could say so, nobody knows whether it was the order', async () => {
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
    const parts = open();
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

  it('edge case 16: of an unanswered order stays so until an answer comes, late as it may be', async () => {
    const parts = open();
    const { spec, kept } = await parts.send({ action: 'apple_erase' }, targetOf(1));
    const [order] = parts.queue();
    const [target = targetOf(0)] = kept;
    parts.apple.move(order?.uuid ?? '', { state: 'unknown', reason: 'no_answer' });
    expect(await parts.adapter.reconcile(spec, target, nobody)).toBeNull();
    parts.apple.move(order?.uuid ?? '', { state: 'acknowledged', reason: null });
    expect(await parts.adapter.reconcile(spec, target, nobody)).toMatchObject({ state: 'acknowledged' });
  });

  it('edge case 17: the same target is never queued twice', async () => {
    const parts = open();
    await parts.send({ action: 'apple_lock' }, targetOf(1));
    await parts.send({ action: 'apple_lock' }, targetOf(1));
    expect(parts.queue()).toHaveLength(1);
  });
});
