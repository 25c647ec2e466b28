import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import type { AppleDevice, DeviceOptions } from '../../../electron/demo/apple/device/contract.ts';
import { createAppleDevice } from '../../../electron/demo/apple/device/device.ts';
import { sharedKeys } from '../../../electron/demo/apple/device/keys.ts';
import type { DeviceNetwork } from '../../../electron/demo/apple/device/network.ts';
import type { AppleOrder } from '../../../electron/model/apple/order.ts';
import { wrongClock } from '../../devices/apple/misbehaviour.ts';
import { testRandom } from '../../support/memory-vault-parts.ts';
import { createQuickClock } from '../../support/quick-clock.ts';
import { networkTo, profileFor, queueOrders } from '../../support/served/apple.ts';
import { makeServedWorkspace, type ServedWorkspace } from '../../support/served/workspace.ts';
import { listenTold, type ToldProgram } from './support/programs.ts';
import { rowsOf } from './support/rows.ts';

const ZOE = 'zoe@school.example';
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const YEAR_DAYS = 365;
const RESTART: AppleOrder = { type: 'RestartDevice' };

let workspace: ServedWorkspace;
let program: ToldProgram;
let admin: Awaited<ReturnType<ServedWorkspace['open']>>;
let network: DeviceNetwork;
const keys = sharedKeys(4);
beforeAll(async () => {
  workspace = await makeServedWorkspace({ people: [ZOE] });
  network = networkTo(workspace);
  program = await listenTold(workspace);
  admin = await workspace.open();
});
afterAll(async () => {
  await admin.close();
  await program.kill();
  network.close();
  workspace.remove();
});

function unpack(seed: string, more: Partial<DeviceOptions> = {}): AppleDevice {
  const world = { clock: createQuickClock(), random: testRandom, network, keys };
  return createAppleDevice({ ...world, model: 'iphone', seed, supervised: true, ...more });
}

async function registered(seed: string, more: Partial<DeviceOptions> = {}): Promise<AppleDevice> {
  const device = unpack(seed, more);
  await device.install(await profileFor(admin.workspace, ZOE));
  await device.connect();
  return device;
}

const statesOf = (uuids: readonly string[]) =>
  uuids.map(
    (uuid) =>
      rowsOf(workspace.folder, { state: z.string() }, 'SELECT state FROM apple_queue WHERE uuid = ?', uuid)[0]
        ?.state,
  );

const refusalsOf = () =>
  rowsOf(
    workspace.folder,
    { detail: z.string() },
    "SELECT detail FROM audit WHERE deed = 'apple.refused'",
  ).map(({ detail }) => z.looseObject({ why: z.string() }).parse(JSON.parse(detail)).why);

const challengeEnd = (): number =>
  rowsOf(
    workspace.folder,
    { until: z.int() },
    'SELECT expires_at AS until FROM apple_challenges ORDER BY seq DESC LIMIT 1',
  )[0]?.until ?? 0;

it('a challenge is good until its very end and no longer', async () => {
  const inTime = unpack('in time');
  const profile = await profileFor(admin.workspace, ZOE);
  const until = challengeEnd();
  await program.setClock({ stopped: until - 1 });
  inTime.mishaps.cutAfter('PKIOperation');
  await inTime.install(profile);
  expect(inTime.enrolled).toBe(true);

  const late = unpack('late');
  const other = await profileFor(admin.workspace, ZOE);
  await program.setClock({ stopped: challengeEnd() });
  await expect(late.install(other)).rejects.toMatchObject({ kind: 'scep_failed', failInfo: 2 });
  // A clock that was wrong for a moment has spent nothing.
  await program.setClock({ ahead: 0 });
  await late.install(other);
  expect(late.enrolled).toBe(true);
});

it('an identity that was got in time registers its device after the end of the challenge', async () => {
  const device = unpack('slow');
  const profile = await profileFor(admin.workspace, ZOE);
  device.mishaps.cutBefore('Authenticate');
  await expect(device.install(profile)).rejects.toThrow('cut');
  await program.setClock({ ahead: 50 * MINUTE_MS });
  await device.install(profile);
  expect(device.enrolled).toBe(true);
  await program.setClock({ ahead: 0 });
});

it.each([-9, 9])('a device whose clock is %i minutes off registers, signs and obeys', async (minutes) => {
  const clock = wrongClock(createQuickClock(), minutes * MINUTE_MS);
  for (const model of ['iphone', 'mac'] as const) {
    const device = await registered(`${model} off by ${minutes}`, { model, clock });
    const orders = await queueOrders(admin.workspace, [device], [RESTART]);
    await device.connect();
    expect(statesOf(orders)).toEqual(['acknowledged']);
  }
});

it.each([
  ['back by a week', -7 * DAY_MS],
  ['forward by a day', DAY_MS],
])('a server clock that is set %s loses no device and no order, nor when it is set right', async (_, ahead) => {
  const device = await registered(`before it was set by ${ahead}`);
  const first = await queueOrders(admin.workspace, [device], [RESTART]);
  // A certificate of now is not good a week ago.
  const isGood = ahead > 0;
  await program.setClock({ ahead });
  if (isGood) await device.connect();
  else await expect(device.connect()).rejects.toMatchObject({ status: 403 });
  if (isGood) await device.renewToken();
  await program.setClock({ ahead: 0 });
  const second = await queueOrders(admin.workspace, [device], [RESTART]);
  await device.connect();
  await device.renewToken();
  await device.connect();
  expect(statesOf([...first, ...second])).toEqual(['acknowledged', 'acknowledged']);
  expect(device.state).toMatchObject({ restarts: 2 });
});

it('an identity that ends is warned of, renewed half a year ahead, refused when it has ended, and its device stays registered', async () => {
  const device = await registered('for a year');
  await program.setClock({ ahead: (YEAR_DAYS + 1) * DAY_MS });
  const before = refusalsOf().length;
  for (let times = 0; times < 3; times++)
    await expect(device.connect()).rejects.toMatchObject({ kind: 'status', status: 403 });
  await expect(device.renewToken()).rejects.toMatchObject({ kind: 'status', status: 403 });
  expect(device.enrolled).toBe(true);
  expect(refusalsOf().slice(before)).toEqual(['expired']);

  await program.setClock({ ahead: 0 });
  const late = { now: () => Date.now() + (YEAR_DAYS - 20) * DAY_MS, sleep: async () => undefined };
  const warned = await workspace.inside(({ apple }) => apple.counts(), { clock: late });
  expect(warned.identityEnding).toBe(warned.active);
  const half = { ...late, now: () => Date.now() + (YEAR_DAYS - 179) * DAY_MS };
  await workspace.inside(({ apple }) => apple.tend(), { clock: half });
  const identity = device.state.enrollment?.identity.certificate;
  await device.connect();
  expect(device.state.enrollment?.identity.certificate).not.toBe(identity);
});
