import type { AppleSpec } from '../../../../model/action.ts';
import { type AppleOrder, INVENTORY_ORDERS } from '../../../../model/apple/order.ts';
import type { Target, TargetReason } from '../../../../model/command.ts';
import type { NewOrder, ProfileRow } from '../../../../store/contract/apple.ts';
import type { OrderDeps } from '../orders.ts';
import { makePin, sealPin } from '../secrets.ts';
import { orderId } from './order-ids.ts';

/** An order and the channel it is for; '' is the device’s own. */
interface Wanted {
  order: AppleOrder;
  guid: string;
}

/** What a target is to be told; or why it cannot be told anything. */
export type Prepared = { target: Target; orders: NewOrder[] } | { target: Target; reason: TargetReason };

/** What a device is asked for after an action, so that what is shown of it is as the action made it. */
const ASKED_AFTER: Readonly<Partial<Record<AppleSpec['action'], (typeof INVENTORY_ORDERS)[number]>>> = {
  apple_lost_on: 'DeviceInformation',
  apple_lost_off: 'DeviceInformation',
  apple_rename: 'DeviceInformation',
  apple_clear_passcode: 'SecurityInfo',
  apple_install_profile: 'ProfileList',
  apple_remove_profile: 'ProfileList',
};

/** Makes the orders of a target; one profile is read for all targets. Throws what store and vault throw. */
export async function prepare(
  deps: OrderDeps,
  spec: AppleSpec,
  target: Target,
  profile: ProfileRow | null,
): Promise<Prepared> {
  const wanted = await wantedOf(deps, spec, target, profile);
  if (!Array.isArray(wanted)) return { target, reason: wanted };
  const orders = await Promise.all(wanted.map((one, place) => newOrder(deps, spec, target, one, place)));
  // What is a user’s alone changes nothing of the device.
  const after = wanted.some(({ guid }) => guid === '') ? ASKED_AFTER[spec.action] : undefined;
  return {
    target,
    orders: after === undefined ? orders : [...orders, inventoryOrder(target, after, orders.length)],
  };
}

/** Stands for itself: the action is done without it. */
function inventoryOrder(target: Target, type: (typeof INVENTORY_ORDERS)[number], place: number): NewOrder {
  const uuid = orderId(target, place);
  const { deviceId, enrolledAt } = target.facts;
  return {
    uuid,
    deviceId,
    guid: '',
    order: { type },
    sealed: null,
    purpose: 'inventory',
    bundle: uuid,
    enrolledAt,
  };
}

async function newOrder(
  { vault, random }: OrderDeps,
  { action }: AppleSpec,
  target: Target,
  { order, guid }: Wanted,
  place: number,
): Promise<NewOrder> {
  const uuid = orderId(target, place);
  const isSealed = (order.type === 'DeviceLock' || order.type === 'EraseDevice') && order.pin;
  return {
    uuid,
    deviceId: target.facts.deviceId,
    guid,
    order,
    sealed: isSealed ? await sealPin(vault, uuid, makePin(random)) : null,
    purpose: action === 'apple_refresh' ? 'inventory' : 'action',
    bundle: orderId(target, 0),
    enrolledAt: target.facts.enrolledAt,
  };
}

async function wantedOf(
  deps: OrderDeps,
  spec: AppleSpec,
  { facts }: Target,
  profile: ProfileRow | null,
): Promise<Wanted[] | TargetReason> {
  switch (spec.action) {
    case 'apple_clear_passcode': {
      const device = await deps.apple.device(facts.deviceId);
      return device?.unlockToken == null ? 'no_unlock_token' : own({ type: 'ClearPasscode' });
    }
    case 'apple_install_profile':
      if (profile === null) return 'no_such_profile';
      return await installs(deps, facts, profile);
    case 'apple_remove_profile':
      return await removals(deps, facts.deviceId, spec.identifier);
    default:
      return own(...plainOrders(spec, facts.platform === 'macos'));
  }
}

type Plain = Exclude<
  AppleSpec,
  { action: 'apple_clear_passcode' | 'apple_install_profile' | 'apple_remove_profile' }
>;

/** Actions that are the same for every device of a kind. */
function plainOrders(spec: Plain, isMac: boolean): AppleOrder[] {
  switch (spec.action) {
    case 'apple_refresh':
      return INVENTORY_ORDERS.map((type) => ({ type }));
    case 'apple_lock':
      return [{ type: 'DeviceLock', message: spec.message, phone: spec.phone, pin: isMac }];
    case 'apple_erase':
      return [{ type: 'EraseDevice', pin: isMac }];
    case 'apple_restart':
      return [{ type: 'RestartDevice' }];
    case 'apple_shut_down':
      return [{ type: 'ShutDownDevice' }];
    case 'apple_lost_on': {
      const { message, phone, footnote } = spec;
      return [{ type: 'EnableLostMode', message, phone, footnote }];
    }
    case 'apple_lost_off':
      return [{ type: 'DisableLostMode' }];
    case 'apple_rename':
      return [{ type: 'Rename', name: spec.name }];
    case 'apple_retire':
      return [{ type: 'Unenroll' }];
  }
}

/** A profile for users goes to every managed user of a Mac; iPhones and iPads know no such scope. */
async function installs(
  { apple }: OrderDeps,
  { deviceId, platform }: Target['facts'],
  { id: profileId, version, identifier, scope }: ProfileRow,
): Promise<Wanted[] | TargetReason> {
  const order: AppleOrder = { type: 'InstallProfile', profile: { profileId, version, identifier } };
  if (scope === 'System' || platform !== 'macos') return own(order);
  const users = (await apple.channels(deviceId)).filter(({ guid, token }) => guid !== '' && token !== null);
  return users.length === 0 ? 'no_managed_user' : users.map(({ guid }) => ({ order, guid }));
}

/** A profile of the library is removed where it was put; any other from the device. */
async function removals({ apple }: OrderDeps, deviceId: string, identifier: string): Promise<Wanted[]> {
  const order: AppleOrder = { type: 'RemoveProfile', identifier };
  const there = (await apple.installs({ deviceId })).filter((install) => install.identifier === identifier);
  const guids = new Set(there.map(({ guid }) => guid));
  return guids.size === 0 ? own(order) : [...guids].map((guid) => ({ order, guid }));
}

function own(...orders: AppleOrder[]): Wanted[] {
  return orders.map((order) => ({ order, guid: '' }));
}
