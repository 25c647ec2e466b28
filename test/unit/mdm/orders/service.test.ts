import { describe, expect, it } from 'vitest';
import { sealPin } from '../../../../electron/mdm/apple/orders/secrets.ts';
import { channelRow, DAY, deviceRow, glassVault, T0 } from '../../../support/apple/order-fakes.ts';
import { keptHere } from '../../../support/user-fixtures.ts';
import { openService } from './service-fakes.ts';

describe('what the admin sees of a device', () => {
  it.each([
    [{}, {}, {}, 'ready'],
    [{ token: null }, {}, {}, 'no_token'],
    [{}, {}, { standing: 'expired' as const }, 'expired'],
    [{}, {}, { standing: 'no_certificate' as const }, 'no_certificate'],
    [{}, { topic: 'com.apple.mgmt.other' }, {}, 'other_topic'],
    [{ pushTrouble: 'BadDeviceToken' }, {}, {}, 'refused'],
    [{ pushTrouble: 'TooManyRequests' }, {}, {}, 'ready'],
  ])('whether it can be woken: %j %j %j is %s', async (channel, device, standing, push) => {
    const { service, apple } = openService({
      push: async () => ({ topic: 'com.apple.mgmt.ours', standing: 'ready', ...standing }),
    });
    apple.devices.set('d1', deviceRow(device));
    apple.channelRows = [channelRow(channel)];
    expect((await service.detail('d1'))?.channels).toMatchObject([{ user: null, push }]);
  });

  it('its users by name, its profiles with Apple’s words, and that it has been away', async () => {
    const { service, apple, clock } = openService({
      users: {
        get: async (id) =>
          id === 'u1'
            ? { ...keptHere('ada'), id, displayName: 'Ada Lovelace', devices: 1, fetchedAt: null }
            : null,
      },
    });
    apple.devices.set('d1', deviceRow());
    apple.channelRows = [channelRow(), channelRow({ guid: 'G1', shortName: 'ada', longName: 'Ada L.' })];
    const profile = { profileId: 'p1', identifier: 'a', name: 'Wi-Fi', version: 1, at: T0 };
    const failed = {
      ...profile,
      channel: 2,
      deviceId: 'd1',
      guid: 'G1',
      state: 'failed',
      uuid: null,
    } as const;
    apple.installRows = [{ ...failed, errors: [{ LocalizedDescription: 'Échec' }] }];
    expect(await service.detail('d1')).toMatchObject({
      user: { id: 'u1', userName: 'ada', displayName: 'Ada Lovelace' },
      inactive: false,
      hasUnlockToken: false,
      channels: [{ user: null }, { user: { guid: 'G1', shortName: 'ada', longName: 'Ada L.' } }],
      installs: [{ user: 'ada', state: 'failed', message: 'Échec' }],
    });
    clock.advance(31 * DAY);
    expect(await service.detail('d1')).toMatchObject({ inactive: true });
    expect(await service.detail('nobody')).toBeNull();
  });

  it('open orders alone, when asked', async () => {
    const { service, apple } = openService();
    await service.registered('d1', true);
    const input = { deviceId: 'd1', offset: 0, limit: 10 };
    const { rows } = await service.orders({ ...input, open: true });
    apple.move(rows[0]?.uuid ?? '', { state: 'acknowledged' });
    expect((await service.orders({ ...input, open: true })).total).toBe(4);
    expect((await service.orders({ ...input, open: false })).total).toBe(5);
  });
});

describe('what the admin does', () => {
  it('cancels what waits', async () => {
    const { service, told } = openService();
    await service.registered('d1', true);
    told.length = 0;
    const { rows } = await service.orders({ deviceId: 'd1', open: true, offset: 0, limit: 10 });
    const uuids = rows.map(({ uuid }) => uuid);
    expect(await service.cancelOrders(uuids)).toBe(5);
    expect(await service.cancelOrders(uuids)).toBe(0);
    expect(told).toEqual(['changed']);
  });

  it('sees a Mac’s PIN, and the log knows before', async () => {
    const { service, apple, told } = openService();
    const order = { type: 'DeviceLock' as const, message: '', phone: '', pin: true };
    const sealed = await sealPin(glassVault, 'o1', '042137');
    const made = { uuid: 'o1', deviceId: 'd1', guid: '', order, sealed, bundle: 'o1', enrolledAt: null };
    await apple.enqueue({ orders: [{ ...made, purpose: 'action' }], at: T0 });
    expect(await service.revealPin('o1')).toEqual({ pin: '042137' });
    expect(told[0]).toMatch(/^apple\.pin_shown d1 /);
    expect(told.join()).not.toContain('042137');
    await service.registered('d1', true);
    const [{ uuid = '' } = {}] = (
      await apple.orders({ deviceId: 'd1', states: null, offset: 0, limit: 9 })
    ).rows.slice(1);
    await expect(service.revealPin(uuid)).rejects.toMatchObject({ code: 'not_found' });
    await expect(service.revealPin('nothing')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('wakes devices, where they can be', async () => {
    const { service, apple } = openService();
    await service.push(['d1', 'd2']);
    expect(apple.noted).toEqual(['push d1,d2']);
    const without = openService({ push: async () => ({ topic: null, standing: 'no_certificate' }) });
    await expect(without.service.push(['d1'])).rejects.toMatchObject({ code: 'push_not_set' });
    expect(without.apple.noted).toEqual([]);
  });
});
