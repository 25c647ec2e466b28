import { describe, expect, it } from 'vitest';
import { createAppleActions } from '../../../../electron/mdm/apple/orders/orders.ts';
import { actionSpecSchema } from '../../../../electron/model/action.ts';
import { MusterError } from '../../../../electron/model/errors.ts';
import type { NewOrder } from '../../../../electron/store/contract/apple.ts';
import {
  channelRow,
  DAY,
  deviceRow,
  type FakeApple,
  glassVault,
  T0,
} from '../../../support/apple/order-fakes.ts';
import { nobody, openAdapter, targetOf } from './adapter-fakes.ts';

describe('sending to Apple’s devices', () => {
  it('queues for all targets at once, wakes them, and says until when it waits', async () => {
    const { send, queue, wakes } = openAdapter();
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
    const { send, apple } = openAdapter();
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
    const { send, apple, queue } = openAdapter();
    apple.devices.set('d1', deviceRow());
    apple.devices.set('d2', deviceRow({ deviceId: 'd2', unlockToken: Uint8Array.of(1) }));
    const { told } = await send({ action: 'apple_clear_passcode' }, targetOf(1), targetOf(2));
    expect(told).toMatchObject([{ state: 'failed', reason: 'no_unlock_token' }, { state: 'sent' }]);
    expect(queue()).toMatchObject([
      { deviceId: 'd2', order: { type: 'ClearPasscode' }, purpose: 'action' },
      { deviceId: 'd2', order: { type: 'SecurityInfo' }, purpose: 'inventory' },
    ]);
  });

  it('what was meant for a registration that is over goes to no other', async () => {
    const { send, apple, queue } = openAdapter();
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
      const { send } = openAdapter();
      const { told } = await send(install, targetOf(1));
      expect(told).toMatchObject([{ state: 'failed', reason: 'no_such_profile' }]);
    });

    it('for users goes to each managed user of a Mac, to an iPhone itself, and to no Mac without one', async () => {
      const { send, apple } = openAdapter();
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
      expect(actions(apple).map((made) => [made.deviceId, made.guid])).toEqual([
        ['d1', 'ada'],
        ['d3', ''],
      ]);
    });

    it('is removed where the library put it, any other from the device', async () => {
      const { send, apple } = openAdapter();
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
      expect(actions(apple).map(({ guid }) => guid)).toEqual(['ada', 'bob', '']);
    });
  });

  it('did nothing while the file cannot be written, and is in doubt when it cannot be read either', async () => {
    const { adapter, apple } = openAdapter();
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
    const { deps, apple } = openAdapter();
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

/** What was queued by word of the admin, without what is asked after it. */
function actions({ queue }: FakeApple): NewOrder[] {
  return [...queue.values()].map(({ made }) => made).filter(({ purpose }) => purpose === 'action');
}
