import { describe, expect, it } from 'vitest';
import type { NewOrder } from '../../../../electron/store/contract/apple.ts';
import { DAY, T0 } from '../../../support/apple/order-fakes.ts';
import { openService } from './service-fakes.ts';

describe('a device that has just registered', () => {
  it('is asked for its inventory before anything else can happen, and gets its profiles', async () => {
    const { service, made, told } = openService();
    const done = service.registered('d1', true);
    // Nothing was waited for yet: its first Idle finds them.
    expect(made().map(({ order, purpose }) => [order.type, purpose])).toEqual([
      ['DeviceInformation', 'inventory'],
      ['SecurityInfo', 'inventory'],
      ['ProfileList', 'inventory'],
      ['InstalledApplicationList', 'inventory'],
      ['CertificateList', 'inventory'],
    ]);
    await done;
    expect(told).toEqual(['profiles d1', 'wake', 'changed']);
  });

  it('again, or with another user, is not asked again', async () => {
    const { service, made, told } = openService();
    await service.registered('d1', false);
    expect(made()).toEqual([]);
    expect(told).toContain('profiles d1');
  });

  it('goes on when it cannot be asked now', async () => {
    const { service, apple, told } = openService();
    apple.enqueue = async () => Promise.reject(new Error('the file is busy'));
    await service.registered('d1', true);
    expect(told).toEqual([expect.stringMatching(/^log .*busy/)]);
  });
});

describe('tending', () => {
  it('asks each device once a day, 200 in a round, and none that has not heard the last asking', async () => {
    const { service, apple, clock, made, put, told } = openService();
    put(250, { inventoryAskedAt: T0 });
    await service.tend();
    expect(made()).toEqual([]);
    clock.advance(DAY + 1);
    await service.tend();
    expect(new Set(made().map(({ deviceId }) => deviceId)).size).toBe(200);
    expect(told.find((one) => one.startsWith('profiles'))?.split(',')).toHaveLength(200);
    await service.tend();
    expect(made()).toHaveLength(250 * 5);
    clock.advance(DAY + 1);
    await service.tend();
    await service.tend();
    expect(made()).toHaveLength(250 * 5);
    for (const { uuid, deviceId } of made())
      if (deviceId === 'd7') apple.move(uuid, { state: 'acknowledged' });
    clock.advance(DAY + 1);
    await service.tend();
    await service.tend();
    expect(made()).toHaveLength(251 * 5);
  });

  it('renews identities half a year ahead, again each week, one order at a time', async () => {
    const { service, apple, clock, made, put } = openService();
    put(1, { identityUntil: T0 + 181 * DAY });
    const renewals = (): NewOrder[] => made().filter(({ purpose }) => purpose === 'renewal');
    await service.tend();
    expect(renewals()).toEqual([]);
    clock.advance(2 * DAY);
    await service.tend();
    await service.tend();
    expect(renewals()).toMatchObject([
      { deviceId: 'd1', order: { type: 'RenewIdentity' }, enrolledAt: T0 - DAY },
    ]);
    clock.advance(8 * DAY);
    await service.tend();
    expect(renewals()).toHaveLength(1);
    apple.move(renewals()[0]?.uuid ?? '', { state: 'acknowledged' });
    clock.advance(8 * DAY);
    await service.tend();
    expect(renewals()).toHaveLength(2);
  });

  it('revokes identities with which nobody came, and forgets what ended a month ago', async () => {
    const { service, apple, told } = openService();
    apple.orphaned = ['0a', '0b'];
    await service.tend();
    const hour = 60 * 60_000;
    expect(apple.noted).toEqual([`orphans before ${T0 - hour} for 5`, `sweep before ${T0 - 30 * 24 * hour}`]);
    expect(told).toContain('changed');
  });

  it('does the rest when a part fails, says so, and does nothing twice at the same time', async () => {
    const { service, apple, told } = openService();
    const answer = Promise.withResolvers<void>();
    let asked = 0;
    apple.staleInventory = async () => {
      asked++;
      await answer.promise;
      throw new Error('the file is busy');
    };
    apple.orphaned = ['0a'];
    const rounds = [service.tend(), service.tend()];
    answer.resolve();
    await Promise.all(rounds);
    expect(asked).toBe(1);
    expect(told).toEqual([expect.stringMatching(/^log .*inventory.*busy/), 'changed', 'wake']);
  });
});
