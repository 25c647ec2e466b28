import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import type { AppleDevice } from '../../../electron/demo/apple/device/contract.ts';
import { sharedKeys } from '../../../electron/demo/apple/device/keys.ts';
import type { AppleOrder } from '../../../electron/model/apple/order.ts';
import { type Fleet, unpackFleet } from '../../devices/apple/fleet.ts';
import { saying } from '../../devices/apple/misbehaviour.ts';
import { createWitness, type Witness } from '../../devices/apple/witness.ts';
import { networkTo, profileFor, queueOrders } from '../../support/served/apple.ts';
import { makeServedWorkspace, type ServedWorkspace } from '../../support/served/workspace.ts';
import { listenTold, type ToldProgram } from './support/programs.ts';
import { damageOf, rowsOf } from './support/rows.ts';

/** Kills at random moments, besides those at exact ones. */
const KILLS = Number(process.env.MUSTER_KILLS ?? 2);
const DEVICES = 40;
/** Each device is asked for its inventory, which are five orders, and is told these. */
const ORDERS: readonly AppleOrder[] = [{ type: 'Rename', name: 'Trolley 7' }, { type: 'RestartDevice' }];
const IN_ALL = DEVICES * (5 + ORDERS.length);

let workspace: ServedWorkspace;
let fleet: Fleet;
let witness: Witness;
let program: ToldProgram;
beforeAll(async () => {
  workspace = await makeServedWorkspace({ people: ['zoe@school.example'] });
  const admin = await workspace.open();
  const lives = new Map<string, number>();
  witness = createWitness(networkTo(workspace), (udid) => lives.get(udid) ?? 0);
  fleet = unpackFleet({
    count: DEVICES,
    network: witness.network,
    keys: sharedKeys(4),
    each: () => ({ supervised: true }),
  });
  program = await listenTold(workspace);
  await fleet.all(async (device) => device.install(await profileFor(admin.workspace, 'zoe@school.example')));
  await queueOrders(admin.workspace, fleet.devices, ORDERS);
  await admin.close();
});
afterAll(async () => {
  await program.kill();
  fleet.network.close();
  workspace.remove();
});

/** All come at once, and stop where the connection breaks. Answers how many got through. */
async function comeAll(): Promise<number> {
  const ended = await Promise.allSettled(fleet.devices.map((device) => device.connect()));
  return ended.filter(({ status }) => status === 'fulfilled').length;
}

/** Resolves when so many more answers have come to the devices, or no more will. */
async function answers(count: number, coming: Promise<unknown>): Promise<void> {
  const target = witness.said.length + count;
  let over = false;
  void coming.then(() => {
    over = true;
  });
  while (!over && witness.said.length < target) await turn();
}

const stateSchema = { uuid: z.string(), state: z.string(), type: z.string(), ended: z.int() };
const orders = () =>
  rowsOf(
    workspace.folder,
    stateSchema,
    'SELECT uuid, state, request_type AS type, ended_at IS NOT NULL AS ended FROM apple_queue',
  );

it(`killed ${2 + KILLS} times in ${IN_ALL} exchanges, no result that was taken is lost, and nothing is done twice`, async () => {
  const [one, another] = fleet.devices;
  one?.mishaps.cutBefore('report:ProfileList');
  another?.mishaps.cutAfter('report:ProfileList');
  for (const moment of ['after apple.exchange', 'before apple.exchange']) {
    const { held } = await program.hold(moment);
    const coming = comeAll();
    await held;
    await program.kill();
    expect(await coming, moment).toBe(0);
    program = await listenTold(workspace);
  }
  for (let kill = 0; kill < KILLS; kill++) {
    const coming = comeAll();
    await answers(1 + Math.floor((Math.random() * IN_ALL) / (KILLS + 2)), coming);
    await program.kill();
    await coming;
    program = await listenTold(workspace);
  }
  for (let rounds = 0; (await comeAll()) < DEVICES; rounds++) expect(rounds).toBeLessThan(3);
  expect(damageOf(workspace.folder)).toEqual([]);
  expectAllKept();
});

function expectAllKept(): void {
  const kept = new Map(orders().map((order) => [order.uuid, order]));
  expect(kept.size).toBe(IN_ALL);
  for (const order of kept.values()) expect(order).toMatchObject({ state: 'acknowledged', ended: 1 });
  const taken = witness.said.filter(({ answered }) => answered === 200);
  expect(new Set(taken.map(({ uuid }) => uuid)).size).toBe(IN_ALL);
  expect([...witness.statuses]).toEqual([200]);
  // What arrived at a device arrived once, but for the answer that was cut off on its way, if there was one.
  expect(new Set(witness.told.map(({ uuid }) => uuid)).size).toBe(IN_ALL);
  expect(witness.told.length - IN_ALL).toBeLessThanOrEqual(1);
  for (const { state } of fleet.devices) expect(state).toMatchObject({ restarts: 1, name: 'Trolley 7' });
}

it('what is told again, or told otherwise, changes nothing', async () => {
  const before = orders();
  const tell = async (device: AppleDevice, uuid: string, status: string): Promise<void> => {
    device.mishaps.at('Idle', saying({ Status: status, CommandUUID: uuid }));
    expect(await device.connect(), status).toEqual([]);
  };
  const said = witness.said.slice(0, 4);
  for (const [index, { udid, uuid }] of said.entries()) {
    const device = fleet.devices.find((one) => one.udid === udid);
    const status = ['Acknowledged', 'Error', 'NotNow', 'CommandFormatError'][index] ?? '';
    if (device !== undefined) await tell(device, uuid, status);
  }
  expect(said).toHaveLength(4);
  expect(orders()).toEqual(before);
});
