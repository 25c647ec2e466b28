import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import type { AppleDevice } from '../../../electron/demo/apple/device/contract.ts';
import { createAppleDevice } from '../../../electron/demo/apple/device/device.ts';
import { sharedKeys } from '../../../electron/demo/apple/device/keys.ts';
import type { Clock } from '../../../electron/model/ports.ts';
import type { OpenWorkspace } from '../../../electron/open-workspace.ts';
import { systemClock } from '../../../electron/system.ts';
import { type Fleet, unpackFleet } from '../../devices/apple/fleet.ts';
import { testRandom } from '../../support/memory-vault-parts.ts';
import { createQuickClock } from '../../support/quick-clock.ts';
import { beginRegistration, downloadProfile, networkTo, profileFor } from '../../support/served/apple.ts';
import { type Browser, openBrowser } from '../../support/served/browser.ts';
import { type Invited, inviteAll } from '../../support/served/invited.ts';
import { makeServedWorkspace, type ServedWorkspace } from '../../support/served/workspace.ts';
import { listenTold, type ToldProgram } from './support/programs.ts';
import { damageOf, rowsOf } from './support/rows.ts';

/** Moments of a registration, from the profile to the questions a new device is asked. */
const MOMENTS = [
  ...['before apple.putChallenge', 'after apple.putChallenge'],
  ...['before apple.takeChallenge', 'after apple.takeChallenge'],
  ...['before certificates.put', 'after certificates.put'],
  ...['before apple.noteIssued', 'after apple.noteIssued'],
  ...['before apple.authenticate', 'after apple.authenticate'],
  ...['before apple.tokenUpdate', 'after apple.tokenUpdate'],
  ...['before apple.enqueue', 'after apple.enqueue'],
] as const;
const KEYS = sharedKeys(4);
const PLATFORMS = ['ios', 'ipados', 'ios', 'macos'] as const;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Where its user has nothing in his hands yet, or the device is through, both ways are one. */
const BETWEEN = MOMENTS.slice(2, -4);
const CASES = [
  ...MOMENTS.map((moment) => ({ moment, way: 'again' as const })),
  ...BETWEEN.map((moment) => ({ moment, way: 'anew' as const })),
];

/** A user on his way, with his browser and the device in his hands. */
interface OnTheWay {
  moment: (typeof MOMENTS)[number];
  /** How it goes on: by itself, or its user gives up and takes the profile anew. */
  way: 'again' | 'anew';
  invited: Invited;
  browser: Browser;
  device: AppleDevice;
  platform: (typeof PLATFORMS)[number];
  /** Of his registration’s pages. */
  path: string;
  profile: Buffer | null;
}

let workspace: ServedWorkspace;
let fleet: Fleet;
let everyone: OnTheWay[];
beforeAll(async () => {
  const people = CASES.map((_, index) => `user${String(index).padStart(2, '0')}@school.example`);
  workspace = await makeServedWorkspace({ people, settings: { mode: 'pin' } });
  const invited = await workspace.inside(inviteAll);
  fleet = unpackFleet({ count: CASES.length, network: networkTo(workspace), keys: KEYS });
  everyone = fleet.devices.map((device, index) => ({
    ...at(CASES, index),
    invited: at(invited, index),
    browser: openBrowser(workspace, `127.0.2.${index + 1}`),
    device,
    platform: at(PLATFORMS, index % PLATFORMS.length),
    path: '',
    profile: null,
  }));
});
afterAll(() => {
  for (const { browser } of everyone) browser.close();
  fleet.network.close();
  workspace.remove();
});

function at<T>(list: readonly T[], index: number): T {
  const one = list[index];
  if (one === undefined) throw new RangeError(`${index}`);
  return one;
}

/** Goes on until the program stops at the moment. Answers what ends when the way does. */
async function goUntilHeld(program: ToldProgram, one: OnTheWay): Promise<{ ended: Promise<unknown> }> {
  one.path = await beginRegistration(one.browser, one.invited, one.platform);
  const { held } = await program.hold(one.moment);
  const ended = goOn(one).catch(() => undefined);
  await held;
  return { ended };
}

async function goOn(one: OnTheWay): Promise<void> {
  one.profile ??= await downloadProfile(one.browser, one.path);
  await one.device.install(one.profile);
}

/** What the device does by itself when the server is there again, or its user when he takes the profile anew. */
async function tryAgain(one: OnTheWay): Promise<void> {
  if (one.device.state.enrollment === null) {
    if (one.way === 'anew') {
      one.device.cancelInstall();
      one.profile = null;
    }
    await goOn(one);
  }
  await one.device.connect();
}

it(`killed with ${CASES.length} registrations at ${MOMENTS.length} moments, each goes on by itself or begun anew; so do those cut off on their own side`, async () => {
  const program = await listenTold(workspace);
  const under: Promise<unknown>[] = [];
  for (const one of everyone) under.push((await goUntilHeld(program, one)).ended);
  await program.kill();
  await Promise.all(under);
  expect(damageOf(workspace.folder)).toEqual([]);

  const next = await listenTold(workspace);
  for (const one of everyone)
    await tryAgain(one).catch((error: unknown) => expect.fail(`${one.moment}, ${one.way}: ${error}`));
  expectRegistered();

  await workspace.inside(async (admin) => {
    for (const name of CUTS) await goThroughCut(admin, name);
  });
  expect(next.errors()).toBe('');
  await next.kill();
});

const STEPS = ['GetCACaps', 'GetCACert', 'PKIOperation', 'Authenticate', 'TokenUpdate'] as const;
const CUTS = STEPS.flatMap((step) => [`before ${step}`, `after ${step}`]);

/** The connection breaks on the device’s side, more often than it tries again by itself. */
async function goThroughCut(admin: OpenWorkspace, name: string): Promise<void> {
  const [when, step = ''] = name.split(' ');
  const world = { clock: createQuickClock(), random: testRandom, network: fleet.network, keys: KEYS };
  const device = createAppleDevice({ ...world, model: 'iphone', seed: name });
  const profile = await profileFor(admin, 'user00@school.example');
  // SCEP is tried four times in all.
  for (let times = 0; times < 4; times++)
    device.mishaps.at(step, { [when === 'before' ? 'before' : 'after']: true });
  for (let tries = 1; !device.enrolled; tries++) {
    expect(tries, name).toBeLessThan(6);
    const going: Promise<unknown> =
      device.state.enrollment === null ? device.install(profile) : device.connect();
    await going.catch((error: unknown) => expect(error, name).toMatchObject({ kind: 'cut' }));
  }
  const rows = rowsOf(
    workspace.folder,
    { state: z.string(), life: z.int(), identities: z.int() },
    `SELECT state, life,
       (SELECT count(*) FROM apple_identities i WHERE i.device_id = d.device_id) AS identities
     FROM apple_devices d WHERE udid = ?`,
    device.udid,
  );
  expect(rows, name).toEqual([{ state: 'active', life: 1, identities: 1 }]);
}

/** One row for each device, one identity bound, and the invitation and one ticket used, once. */
function expectRegistered(): void {
  const { folder } = workspace;
  const devices = rowsOf(
    folder,
    { udid: z.string(), state: z.string(), bound: z.int(), owner: z.string(), told: z.int() },
    `SELECT udid, state, user_id AS owner,
       (SELECT count(*) FROM apple_identities i WHERE i.device_id = d.device_id AND i.state = 'bound') AS bound,
       (SELECT count(*) FROM audit a WHERE a.object = d.device_id AND a.deed = 'apple.registered') AS told
     FROM apple_devices d ORDER BY seq`,
  );
  const expected = everyone.map(({ device, invited }) => ({
    ...{ udid: device.udid, owner: invited.userId },
    ...{ state: 'active', bound: 1, told: 1 },
  }));
  expect(devices).toEqual(expect.arrayContaining(expected));
  expect(devices).toHaveLength(everyone.length);
  for (const { moment, way, invited } of everyone) {
    const name = `${moment}, ${way}`;
    const tickets = "SELECT state FROM tickets WHERE user_id = ? AND kind = 'registration'";
    expect(rowsOf(folder, { state: z.string() }, tickets, invited.userId), name).toEqual([
      { state: 'completed' },
    ]);
    const invitations = 'SELECT state FROM invitations WHERE user_id = ?';
    expect(rowsOf(folder, { state: z.string() }, invitations, invited.userId), name).toEqual([
      { state: 'used' },
    ]);
  }
}

it('what nobody came with is revoked after an hour, and nothing else', async () => {
  const before = rowsOf(
    workspace.folder,
    { serial: z.string(), state: z.string() },
    'SELECT serial, state FROM apple_identities',
  );
  const orphans = before.filter(({ state }) => state === 'issued').map(({ serial }) => serial);
  expect(orphans.length).toBeGreaterThan(0);
  const later: Clock = { ...systemClock, now: () => Date.now() + HOUR_MS + MINUTE_MS };
  await workspace.inside(({ apple }) => apple.tend(), { clock: later });
  const revoked = rowsOf(
    workspace.folder,
    { serial: z.string() },
    "SELECT serial FROM certificates WHERE kind = 'device' AND revoked_at IS NOT NULL",
  );
  expect(revoked.map(({ serial }) => serial).sort()).toEqual(orphans.sort());
});
