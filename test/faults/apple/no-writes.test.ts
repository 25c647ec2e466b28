import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { AppleDevice } from '../../../electron/demo/apple/device/contract.ts';
import { sharedKeys } from '../../../electron/demo/apple/device/keys.ts';
import type { AppleOrder } from '../../../electron/model/apple/order.ts';
import { type Fleet, unpackFleet } from '../../devices/apple/fleet.ts';
import { networkTo, profileFor, queueOrders } from '../../support/served/apple.ts';
import { type Program, startListening } from '../../support/served/program.ts';
import { makeServedWorkspace, type ServedWorkspace } from '../../support/served/workspace.ts';
import { temporaryFolder } from '../../support/store-fixtures.ts';
import { damageOf, rowsOf } from './support/rows.ts';

const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
const ZOE = 'zoe@school.example';
const RESTART: AppleOrder = { type: 'RestartDevice' };

let workspace: ServedWorkspace;
let program: Program;
let fleet: Fleet;
let devices: { settled: AppleDevice; coming: AppleDevice; fresh: AppleDevice };
let profiles: Uint8Array[];

/** A listener with a device that is registered and has an order, one that has its identity, and one that has a profile. */
async function begin(dataDir?: string): Promise<void> {
  workspace = await makeServedWorkspace({ people: [ZOE], ...(dataDir === undefined ? {} : { dataDir }) });
  fleet = unpackFleet({
    count: 3,
    network: networkTo(workspace),
    keys: sharedKeys(2),
    each: () => ({ supervised: true }),
  });
  const [settled, coming, fresh] = fleet.devices;
  if (!settled || !coming || !fresh) throw new Error('too few');
  devices = { settled, coming, fresh };
  program = await startListening(workspace);
  const admin = await workspace.open();
  profiles = [];
  for (const _ of fleet.devices) profiles.push(await profileFor(admin.workspace, ZOE));
  await settled.install(profileOf(0));
  await settled.connect();
  coming.mishaps.cutBefore('Authenticate');
  await expect(coming.install(profileOf(1))).rejects.toThrow('cut');
  await queueOrders(admin.workspace, [settled], [RESTART]);
  await admin.close();
}

const profileOf = (index: number): Uint8Array => profiles[index] ?? Buffer.alloc(0);

async function end(): Promise<void> {
  await program.kill();
  fleet.network.close();
}

/** What each of them is answered with: all of it has to be written. */
const TRIES: readonly [string, () => Promise<unknown>][] = [
  ['a report', () => devices.settled.connect()],
  ['a token', () => devices.settled.renewToken()],
  ['a registration', () => devices.coming.install(profileOf(1))],
  ['a certificate', () => devices.fresh.install(profileOf(2))],
];

const refusal = (doing: Promise<unknown>): Promise<number> =>
  doing.then(
    () => 200,
    (error: unknown) => z.object({ status: z.number() }).parse(error).status,
  );

const kept = () => ({
  devices: rowsOf(
    workspace.folder,
    { udid: z.string(), state: z.string(), seen: z.int() },
    'SELECT udid, state, last_seen_at AS seen FROM apple_devices ORDER BY seq',
  ),
  orders: rowsOf(
    workspace.folder,
    { uuid: z.string(), state: z.string() },
    'SELECT uuid, state FROM apple_queue ORDER BY seq',
  ),
  challenges: rowsOf(
    workspace.folder,
    { used: z.int() },
    'SELECT used_at IS NOT NULL AS used FROM apple_challenges ORDER BY seq',
  ),
});

/** With room again, each goes on where it was. */
async function expectAllGoesOn(): Promise<void> {
  await devices.settled.connect();
  await devices.settled.renewToken();
  await devices.coming.install(profileOf(1));
  await devices.fresh.install(profileOf(2));
  expect(kept().devices.map(({ state }) => state)).toEqual(['active', 'active', 'active']);
  expect(devices.settled.state.restarts).toBe(1);
  expect(damageOf(workspace.folder)).toEqual([]);
}

describe.runIf(isRoot)('on a full disk', () => {
  const folder = temporaryFolder();
  const disk = `${folder.path}/disk`;
  beforeAll(async () => {
    mkdirSync(disk);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', disk]);
    await begin(disk);
  });
  afterAll(async () => {
    await end();
    execFileSync('umount', [disk]);
    folder.remove();
  });
  const fill = (): void => {
    for (let size = 1_000_000; size >= 1; size = Math.floor(size / 4)) {
      try {
        for (;;) writeFileSync(`${disk}/ballast`, Buffer.alloc(size), { flag: 'a' });
      } catch {
        // There is no room for so much; perhaps for less.
      }
    }
  };

  it('everybody is told to come later, nothing counts as taken in, and with room all goes on', async () => {
    const before = kept();
    fill();
    for (const [name, doing] of TRIES) expect([name, await refusal(doing())]).toEqual([name, 503]);
    rmSync(`${disk}/ballast`, { force: true });
    expect(kept()).toEqual(before);
    await expectAllGoesOn();
    expect(program.errors()).not.toMatch(/\.ts:|SQLITE/);
  });
});

describe('while another program has the file locked', () => {
  beforeAll(() => begin());
  afterAll(async () => {
    await end();
    workspace.remove();
  });

  it('who cannot be written down in time is told to come later, and all goes on once it is free', async () => {
    const before = kept();
    const locker = new Database(`${workspace.folder}/muster.db`);
    locker.exec('BEGIN IMMEDIATE');
    const tries = TRIES.map(([, doing]) => refusal(doing()));
    expect(await Promise.race(tries)).toBe(503);
    expect(kept()).toEqual(before);
    locker.exec('ROLLBACK');
    locker.close();
    for (const status of await Promise.all(tries)) expect([200, 503]).toContain(status);
    await expectAllGoesOn();
  });
});
