import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import type { AppleDevice } from '../../../electron/demo/apple/device/contract.ts';
import { createAppleDevice, restoreAppleDevice } from '../../../electron/demo/apple/device/device.ts';
import { ownKeys, sharedKeys } from '../../../electron/demo/apple/device/keys.ts';
import type { AppleOrder } from '../../../electron/model/apple/order.ts';
import { createWitness, type Witness } from '../../devices/apple/witness.ts';
import { testRandom } from '../../support/memory-vault-parts.ts';
import { createQuickClock } from '../../support/quick-clock.ts';
import { deviceIdOf, networkTo, profileFor, queueOrders } from '../../support/served/apple.ts';
import { type Program, startListening } from '../../support/served/program.ts';
import { makeServedWorkspace, type ServedWorkspace } from '../../support/served/workspace.ts';
import { HOLD_MS, heldClock } from './support/held-clock.ts';
import { rowsOf } from './support/rows.ts';

const ZOE = 'zoe@school.example';
const OLD = 'Of the life before';
const RENAME: AppleOrder = { type: 'Rename', name: OLD };
const RESTART: AppleOrder = { type: 'RestartDevice' };
const ERASE: AppleOrder = { type: 'EraseDevice', pin: false };
const RENEW: AppleOrder = { type: 'RenewIdentity' };

let workspace: ServedWorkspace;
let program: Program;
let admin: Awaited<ReturnType<ServedWorkspace['open']>>;
let witness: Witness;
/** How often each device was registered, by UDID. */
const lives = new Map<string, number>();
const world = () => ({
  clock: createQuickClock(),
  random: testRandom,
  network: witness.network,
  keys: sharedKeys(6, ownKeys),
});
beforeAll(async () => {
  workspace = await makeServedWorkspace({ people: [ZOE] });
  witness = createWitness(networkTo(workspace), (udid) => lives.get(udid) ?? 0);
  program = await startListening(workspace);
  admin = await workspace.open();
});
afterAll(async () => {
  await admin.close();
  expect(program.errors()).toBe('');
  await program.kill();
  witness.network.close();
  workspace.remove();
});

/** Its user registers it: a life begins. It hears the first questions. */
async function register(device: AppleDevice): Promise<void> {
  const profile = await profileFor(admin.workspace, ZOE);
  await device.install(profile);
  lives.set(device.udid, (lives.get(device.udid) ?? 0) + 1);
  await device.connect();
}

async function registered(seed: string): Promise<AppleDevice> {
  const device = createAppleDevice({ ...world(), model: 'iphone', seed, supervised: true });
  await register(device);
  return device;
}

const queue = (device: AppleDevice, ...orders: AppleOrder[]): Promise<string[]> =>
  queueOrders(admin.workspace, [device], orders);

const stateOf = (uuid: string) =>
  rowsOf(
    workspace.folder,
    { state: z.string(), reason: z.string().nullable() },
    'SELECT state, reason FROM apple_queue WHERE uuid = ?',
    uuid,
  )[0];

/** What a device was told in its newest life, by uuid and by type. */
function toldNow({ udid }: AppleDevice): { uuids: string[]; types: string[] } {
  const told = witness.told.filter((one) => one.udid === udid && one.life === lives.get(udid));
  return { uuids: told.map(({ uuid }) => uuid), types: told.map(({ requestType }) => requestType) };
}

const INVENTORY = [
  'DeviceInformation',
  'SecurityInfo',
  'ProfileList',
  'InstalledApplicationList',
  'CertificateList',
];

/** It was asked what a new device is asked, and told nothing else. */
function expectNew(device: AppleDevice): void {
  expect(toldNow(device).types).toEqual(INVENTORY);
  expect(device.state).toMatchObject({ name: 'iPhone', restarts: 0 });
}

it('erased by order, it is told no more, and registered again it is new', async () => {
  const device = await registered('erased by order');
  const [erase = '', rename = ''] = await queue(device, ERASE, RENAME);
  await device.connect();
  expect(device.state.life).toBe(2);
  expect([stateOf(erase), stateOf(rename)]).toEqual([
    { state: 'acknowledged', reason: null },
    { state: 'cancelled', reason: 'wiped' },
  ]);
  await register(device);
  expectNew(device);
});

it('erased before its word of it came through, the order to do so is not sent to its next life', async () => {
  const device = await registered('erased unheard');
  const [erase = '', rename = ''] = await queue(device, ERASE, RENAME);
  device.mishaps.cutBefore('report:EraseDevice');
  await expect(device.connect()).rejects.toThrow('cut');
  expect(stateOf(erase)?.state).toBe('sent');
  await register(device);
  expectNew(device);
  expect([stateOf(erase), stateOf(rename)]).toEqual([
    { state: 'cancelled', reason: 'reregistered' },
    { state: 'cancelled', reason: 'reregistered' },
  ]);
});

it('registered again with orders that wait, are on their way and were put off, it hears of none of them', async () => {
  const device = await registered('registered again');
  const [, , restart = '', rename = ''] = await queue(
    device,
    { type: 'DeviceInformation' },
    { type: 'SecurityInfo' },
    RESTART,
    RENAME,
  );
  device.mishaps.answer('DeviceInformation', { status: 'NotNow' });
  device.mishaps.cutBefore('report:SecurityInfo');
  await expect(device.connect()).rejects.toThrow('cut');
  device.mishaps.cutBefore('CheckOut');
  await device.uninstall();
  await register(device);
  expectNew(device);
  expect([stateOf(restart), stateOf(rename)]).toEqual([
    { state: 'cancelled', reason: 'reregistered' },
    { state: 'cancelled', reason: 'reregistered' },
  ]);
});

it('what it kept from its life before moves nothing, and does not end the new one', async () => {
  const device = await registered('late word');
  const [rename = ''] = await queue(device, RENAME);
  device.mishaps.cutBefore('report:Settings');
  await expect(device.connect()).rejects.toThrow('cut');
  const before = restoreAppleDevice(world(), device.save());
  device.erase();
  await register(device);
  await expect(before.connect()).rejects.toMatchObject({ kind: 'status', status: 403 });
  await expect(before.renewToken()).rejects.toMatchObject({ kind: 'status', status: 403 });
  await before.uninstall();
  expect(stateOf(rename)).toEqual({ state: 'cancelled', reason: 'reregistered' });
  const [again = ''] = await queue(device, RESTART);
  await device.connect();
  expect(stateOf(again)?.state).toBe('acknowledged');
});

it('a renewed identity is no other life: what waits is told once it is there', async () => {
  const device = await registered('renewed');
  const identity = device.state.enrollment?.identity.certificate;
  const [renew = '', rename = ''] = await queue(device, RENEW, RENAME);
  await device.connect();
  await device.connect();
  expect(device.state.enrollment?.identity.certificate).not.toBe(identity);
  expect([stateOf(renew)?.state, stateOf(rename)?.state]).toEqual(['acknowledged', 'acknowledged']);
  expect(device.state.name).toBe(OLD);
});

it('erased with its renewal at any step, and registered again, it is new, and what was for the renewal is good for nothing', async () => {
  // SCEP is tried again three times.
  const steps = { PKIOperation: 4, Authenticate: 1, TokenUpdate: 1, 'report:InstallProfile': 1 };
  for (const [step, cuts] of Object.entries(steps)) {
    const device = await registered(`renewal cut at ${step}`);
    const [renew = '', rename = ''] = await queue(device, RENEW, RENAME);
    for (let times = 0; times < cuts; times++) device.mishaps.cutBefore(step);
    await device.connect().catch((error: unknown) => expect(error).toMatchObject({ kind: 'cut' }));
    const before = restoreAppleDevice(world(), device.save());
    device.erase();
    await register(device);
    expectNew(device);
    const renewing = await before.connect().catch((error: unknown) => error);
    expect(renewing, step).toMatchObject({ status: 403, kind: 'status' });
    expect(
      [renew, rename].map((uuid) => stateOf(uuid)?.state),
      step,
    ).not.toContain('sent');
    expect(toldNow(device).uuids, step).not.toContain(rename);
    const [last = ''] = await queue(device, RESTART);
    await device.connect();
    expect(stateOf(last)?.state, step).toBe('acknowledged');
  }
});

it('an action in its undo window while devices register again, or are at it, is sent to none of them', async () => {
  const devices = [
    await registered('in the undo window'),
    await registered('half registered by then'),
  ] as const;
  const [whole, half] = devices;
  const { clock, endHold } = heldClock();
  const sender = await workspace.open({ clock, sends: true });
  const { actions, store } = sender.workspace;
  await actions.setLimits({ ...(await actions.limits()), undoSeconds: HOLD_MS / 1000 });
  const ids = await Promise.all(devices.map((device) => deviceIdOf(store, device)));
  const soon = AbortSignal.timeout(20_000);
  const review = await actions.review({ action: 'apple_rename', name: OLD }, { kind: 'ids', ids }, soon);
  const command = await actions.confirm(review.id, null);

  for (const device of devices) device.erase();
  await register(whole);
  half.mishaps.cutBefore('TokenUpdate');
  await expect(register(half)).rejects.toThrow('cut');
  endHold();
  const ended = await actions.follow(command.id, () => undefined, soon);
  await sender.close();
  expect(ended).toMatchObject({ total: 2, counts: { cancelled: 2 } });
  lives.set(half.udid, 2);
  // The questions are asked when its registration is through.
  for (let times = 0; times < 2; times++) for (const device of devices) await device.connect();
  for (const device of devices) expectNew(device);
});
