import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AppleDevice } from '../../../electron/demo/apple/device/contract.ts';
import { sharedKeys } from '../../../electron/demo/apple/device/keys.ts';
import {
  createPushStandIn,
  type DeliveredPush,
  type PushStandIn,
} from '../../../electron/demo/apple/push/stand-in.ts';
import type { OpenWorkspace } from '../../../electron/open-workspace.ts';
import { type Fleet, unpackFleet } from '../../devices/apple/fleet.ts';
import { muster } from '../../support/cli.ts';
import { deviceIdOf, networkTo, profileFor } from '../../support/served/apple.ts';
import { type Program, startListening } from '../../support/served/program.ts';
import { makeServedWorkspace, type ServedWorkspace } from '../../support/served/workspace.ts';
import { HOLD_MS, heldClock } from './support/held-clock.ts';

const ZOE = 'zoe@school.example';
const TOPIC = 'com.apple.mgmt.External.two-programs';
const COUNT = 4;
/** Whatever is waited for comes much sooner. */
const LATE_MS = 60_000;
const { clock, endHold } = heldClock();

let apns: PushStandIn;
let workspace: ServedWorkspace;
/** One listens, as a service would; the other is the window. Both may push, and take turns. */
let program: Program;
let window: Awaited<ReturnType<ServedWorkspace['open']>>;
let fleet: Fleet;
const pushed: DeliveredPush[] = [];
beforeAll(async () => {
  apns = await createPushStandIn();
  apns.onPush((push) => void pushed.push(push));
  workspace = await makeServedWorkspace({ people: [ZOE] });
  await workspace.inside(bringCertificate);
  const { host, port, authority } = apns.endpoint;
  const env = { MUSTER_APNS_HOST: host, MUSTER_APNS_PORT: String(port), MUSTER_APNS_CA: authority };
  program = await startListening(workspace, { env });
  window = await workspace.open({ clock, sends: true, serves: true, env });
  const network = networkTo(workspace);
  const special = { apns, supervised: true };
  fleet = unpackFleet({ count: COUNT, network, keys: sharedKeys(2), each: () => special });
  await fleet.all(async (device) => device.install(await profileFor(window.workspace, ZOE)));
});
afterAll(async () => {
  await window.close();
  await program.kill();
  fleet.network.close();
  await apns.close();
  workspace.remove();
});

async function bringCertificate({ push }: OpenWorkspace): Promise<void> {
  const { pem } = await push.request();
  const bytes = Buffer.from(await apns.issue(pem, TOPIC, 365));
  const { handle } = push.pick([{ name: 'push.pem', bytes }]);
  await push.bring({ handle, password: null, appleId: null, replaceTopic: false });
}

/** Devices come when they are pushed for, until each has heard this. */
async function comeUntilHeard(requestType: string): Promise<void> {
  const heard = new Set<AppleDevice>();
  const late = Date.now() + LATE_MS;
  while (heard.size < COUNT) {
    if (Date.now() > late) throw new Error(`only ${heard.size} heard ${requestType}`);
    const push = pushed.shift();
    if (push === undefined) await turn();
    else {
      const device = fleet.devices.find((one) => one.expects(push));
      const obeyed = (await device?.wake(push)) ?? [];
      if (device !== undefined && obeyed.some((one) => one.requestType === requestType)) heard.add(device);
    }
  }
}

it('devices that were registered at one program are woken for their first questions, by whichever pushes', async () => {
  await comeUntilHeard('CertificateList');
});

it('an action that a third program has made is sent by the window, and obeyed once by each device as soon as it is pushed for', async () => {
  const { actions, store } = window.workspace;
  await actions.setLimits({ ...(await actions.limits()), undoSeconds: HOLD_MS / 1000 });
  const ids = await Promise.all(fleet.devices.map((device) => deviceIdOf(store, device)));
  const udids = fleet.devices.map(({ udid }) => udid);
  const told = await muster(workspace.dataDir, [
    'action',
    'apple_restart',
    '--devices',
    ...udids,
    '--yes',
    '--no-wait',
    '--json',
  ]);
  expect([told.code, told.err.includes('Error')]).toEqual([0, false]);
  endHold();
  await comeUntilHeard('RestartDevice');
  expect(fleet.devices.map(({ state }) => state.restarts)).toEqual(Array(COUNT).fill(1));
  const orders = await Promise.all(
    ids.map((deviceId) => window.workspace.apple.orders({ deviceId, open: true, offset: 0, limit: 100 })),
  );
  expect(orders.map(({ total }) => total)).toEqual(Array(COUNT).fill(0));
});

it('when the program that listens is killed, the window listens in its place, and devices go on', async () => {
  const { register, store } = window.workspace;
  const taken = new Map<string, number>();
  const tokenAt = async (device: AppleDevice): Promise<number> =>
    (await store.apple.channels(await deviceIdOf(store, device)))[0]?.tokenAt ?? 0;
  for (const device of fleet.devices) taken.set(device.udid, await tokenAt(device));
  await program.kill();
  register.wake();
  const late = Date.now() + LATE_MS;
  while (!register.listener.on && Date.now() < late) await turn();
  expect(register.listener.on).toBe(true);
  for (const device of fleet.devices) {
    await device.renewToken();
    expect(await tokenAt(device)).toBeGreaterThan(taken.get(device.udid) ?? 0);
  }
});
