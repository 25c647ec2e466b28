import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAppleActions } from '../../../../electron/mdm/apple/orders/orders.ts';
import { type ActionSpecInput, actionSpecSchema } from '../../../../electron/model/action.ts';
import type { TargetOutcome } from '../../../../electron/model/action-adapter.ts';
import type { Target } from '../../../../electron/model/command.ts';
import type { DeviceReport } from '../../../../electron/store/contract/apple.ts';
import type { Store } from '../../../../electron/store/contract.ts';
import { DAY, openOrders, T0 } from '../../../support/apple/order-fakes.ts';
import { checkIn, issueIdentity, type Phone, registerPhone } from '../../../support/apple/registered.ts';
import { testRandom } from '../../../support/memory-vault-parts.ts';
import { openTestStore, temporaryFolder } from '../../../support/store-fixtures.ts';
import { nobody, targetOf } from './adapter-fakes.ts';
import { openService } from './service-fakes.ts';

const folder = temporaryFolder();
let store: Store;
let phones = 0;
beforeAll(async () => {
  store = await openTestStore(join(folder.path, 'muster.db'));
});
afterAll(async () => {
  await store.close();
  folder.remove();
});

/** A phone that has just registered, and an admin who orders it about. */
async function open() {
  phones++;
  const phone = await registerPhone(store, `UDID-${phones}`, T0);
  const { apple, devices } = store;
  const adapter = createAppleActions({ ...openOrders().deps, apple, devices });
  let orders = 0;
  const order = async (input: ActionSpecInput) => {
    const spec = actionSpecSchema.parse(input);
    const fresh = await adapter.look(phone.udid, nobody);
    if (fresh === null) throw new Error('the phone is gone');
    const facts = { ...fresh.facts, deviceId: phone.deviceId, vanishedAt: null };
    const target: Target = { ...targetOf(phones * 100 + orders++), facts };
    const result = await adapter.send(spec, [{ target, change: null }], nobody);
    const sent = result.kind === 'answered' ? result.outcomes.get(target.id) : undefined;
    let current: Target = { ...target, ...sent };
    return {
      uuid: current.providerCommandId,
      /** What the command centre shows of it by now. */
      outcome: async (): Promise<Pick<TargetOutcome, 'state' | 'reason'>> => {
        const told = await adapter.follow(spec, current, nobody);
        current = { ...current, ...told };
        return {
          state: current.state === 'sending' ? 'unknown' : toldState(current),
          reason: current.reason,
        };
      },
    };
  };
  return { phone, order };
}

function toldState({ state }: Target): TargetOutcome['state'] {
  if (state === 'held' || state === 'queued' || state === 'sending') throw new Error(state);
  return state;
}

/** One request of the phone on the command channel; answers the uuid it is told next. */
async function say(
  { deviceId: _, ...caller }: Phone,
  status: DeviceReport['status'],
  uuid: string | null,
  at = T0 + 1000,
): Promise<string | null> {
  const report = { ...caller, guid: '', status, uuid, errors: null, inventory: null, at };
  const [told] = await store.apple.exchange([report]);
  if (told?.kind !== 'ok') throw new Error(`refused: ${told?.why}`);
  return told.next?.uuid ?? null;
}

describe('an order and the life it is for', () => {
  it('a renewed identity keeps what waits', async () => {
    const { phone, order } = await open();
    const lock = await order({ action: 'apple_lock' });
    const fingerprint = await issueIdentity(store, phone.udid, T0 + DAY, phone.deviceId);
    const renewed = await checkIn(store, { udid: phone.udid, fingerprint }, T0 + DAY);
    expect(renewed.deviceId).toBe(phone.deviceId);
    expect(await say(renewed, 'Idle', null)).toBe(lock.uuid);
    await say(renewed, 'Acknowledged', lock.uuid);
    expect(await lock.outcome()).toEqual({ state: 'acknowledged', reason: null });
  });

  it('erased and registered anew while its renewal was under way, it hears nothing of before', async () => {
    const { phone, order } = await open();
    await issueIdentity(store, phone.udid, T0 + DAY, phone.deviceId);
    const lock = await order({ action: 'apple_lock' });
    const anew = await registerPhone(store, phone.udid, T0 + 2 * DAY);
    expect(anew.deviceId).toBe(phone.deviceId);
    expect(await say(anew, 'Idle', null)).toBeNull();
    expect(await lock.outcome()).toEqual({ state: 'cancelled', reason: 'reregistered' });
  });

  it('told twice is told once, and nothing reopens what has ended', async () => {
    const { phone, order } = await open();
    const restart = await order({ action: 'apple_restart' });
    await say(phone, 'Idle', null);
    for (const status of ['NotNow', 'NotNow'] as const) await say(phone, status, restart.uuid);
    expect(await restart.outcome()).toEqual({ state: 'not_now', reason: null });
    await say(phone, 'Idle', null);
    for (const status of ['Acknowledged', 'Acknowledged', 'Error', 'NotNow'] as const)
      await say(phone, status, restart.uuid);
    expect(await restart.outcome()).toEqual({ state: 'acknowledged', reason: null });
  });

  it('put off by a device that is gone then, it is woken for it', async () => {
    const { phone, order } = await open();
    const lock = await order({ action: 'apple_lock' });
    await say(phone, 'Idle', null);
    expect(await say(phone, 'NotNow', lock.uuid)).toBeNull();
    const due = await store.apple.duePushes({ at: T0 + 10 * 60_000, limit: 100 });
    expect(due.map(({ deviceId }) => deviceId)).toContain(phone.deviceId);
    expect(await lock.outcome()).toEqual({ state: 'not_now', reason: null });
  });

  it('an answer to nothing we said, or to another device, moves nothing', async () => {
    const { phone, order } = await open();
    const other = await open();
    const lock = await order({ action: 'apple_lock' });
    expect(await say(other.phone, 'Acknowledged', lock.uuid)).toBeNull();
    expect(await say(phone, 'Acknowledged', 'nothing-we-said')).toBe(lock.uuid);
    expect(await lock.outcome()).toEqual({ state: 'sent', reason: null });
  });

  it('erased, it is told no more, and the rest is called off', async () => {
    const { phone, order } = await open();
    const erase = await order({ action: 'apple_erase' });
    const restart = await order({ action: 'apple_restart' });
    expect(await say(phone, 'Idle', null)).toBe(erase.uuid);
    expect(await say(phone, 'Acknowledged', erase.uuid)).toBeNull();
    expect(await erase.outcome()).toEqual({ state: 'acknowledged', reason: null });
    expect(await restart.outcome()).toEqual({ state: 'cancelled', reason: 'wiped_since' });
    const anew = await registerPhone(store, phone.udid, T0 + DAY);
    expect(await say(anew, 'Idle', null)).toBeNull();
  });
});

it('an identity with which nobody came is revoked after an hour, and good for nothing then', async () => {
  const { service, clock } = openService({
    apple: store.apple,
    random: { ...testRandom, uuid: () => randomUUID() },
  });
  const fingerprint = await issueIdentity(store, 'cancelled', T0);
  clock.advance(59 * 60_000);
  await service.tend();
  expect(await store.apple.identity(fingerprint)).toMatchObject({ state: 'issued' });
  clock.advance(2 * 60_000);
  await service.tend();
  expect(await store.apple.identity(fingerprint)).toMatchObject({ state: 'revoked' });
  const late = checkIn(store, { udid: 'UDID-late', fingerprint }, clock.now());
  await expect(late).rejects.toThrow('unknown_identity');
});

it('a device’s own first Idle finds the question for its inventory', async () => {
  const { phone } = await open();
  const { service } = openService({
    apple: store.apple,
    random: { ...testRandom, uuid: () => randomUUID() },
  });
  const asked = service.registered(phone.deviceId, true);
  const first = await say(phone, 'Idle', null);
  expect((await store.apple.queued(first ?? ''))?.requestType).toBe('DeviceInformation');
  await asked;
});
