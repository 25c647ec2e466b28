import type { AppleDevice, DeviceOptions, DeviceWorld } from './contract.ts';
import { completeEnrollment, enroll } from './enrolling.ts';
import { hardwareOf, releaseOf } from './hardware.ts';
import { checkIn } from './http.ts';
import { dropPush, enrollmentOf, type Inside, newPush } from './inside.ts';
import { ownKeys } from './keys.ts';
import { erase, FACTORY_NAMES, removeManagement } from './life.ts';
import { managementOf } from './management.ts';
import { tokenUpdate } from './messages.ts';
import { Mishaps } from './mishaps.ts';
import { invalid, type ReadProfile, readProfile } from './profile.ts';
import { type DeviceState, deviceStateSchema, type Enrollment, emptyChannel } from './state.ts';
import { talk } from './talk.ts';
import { DeviceTrouble } from './trouble.ts';
import { getBootstrapToken, getToken, setBootstrapToken, signIn } from './users.ts';

/** Unpacks a device. */
export function createAppleDevice(options: DeviceOptions): AppleDevice {
  const { model, seed } = options;
  const hardware = hardwareOf(model, seed);
  const { version, build } = releaseOf(model, seed);
  return deviceOf(options, {
    hardware,
    name: options.name ?? FACTORY_NAMES[model],
    osVersion: version,
    build,
    supervised: options.supervised ?? false,
    passcode: options.passcode ?? true,
    locked: false,
    off: false,
    pin: null,
    lostMode: null,
    battery: 0.2 + Math.floor(options.random.fraction() * 80) / 100,
    life: 1,
    restarts: 0,
    applications: options.applications ?? 10,
    bootstrapToken: null,
    installing: null,
    enrollment: null,
    profiles: [],
    channel: emptyChannel(),
    users: [],
  });
}

/** Brings back a device that was saved. Throws ZodError when it is none. */
export function restoreAppleDevice(world: DeviceWorld, saved: unknown): AppleDevice {
  return deviceOf(world, deviceStateSchema.parse(saved));
}

function deviceOf(world: DeviceWorld, state: DeviceState): AppleDevice {
  const { clock, random, network, keys = ownKeys, apns = null } = world;
  const { proof = 'profile', insists = true } = world;
  const mishaps = new Mishaps();
  const shared = { state, clock, random, network, keys, mishaps, apns };
  const inside: Inside = { ...shared, proof, insists, signer: null };
  const inTurn = turns();
  const connect = () =>
    inTurn('', async () => {
      await completeEnrollment(inside);
      return talk(inside, null);
    });
  const connectUser = (guid: string) => inTurn(guid, async () => talk(inside, userOf(inside, guid)));
  return {
    state,
    udid: state.hardware.udid,
    serial: state.hardware.serial,
    mishaps,
    get enrolled() {
      return state.enrollment?.complete ?? false;
    },
    install: (profile) => inTurn('', () => install(inside, profile)),
    cancelInstall: () => {
      state.installing = null;
    },
    uninstall: () => inTurn('', () => removeManagement(inside)),
    erase: () => erase(inside),
    connect,
    connectUser,
    expects: (push) => recipientOf(state, push) !== null,
    wake: (push) => {
      const guid = recipientOf(state, push);
      if (guid === null) return null;
      return guid === '' ? connect() : connectUser(guid);
    },
    signInUser: (user) => inTurn(user.guid, () => signIn(inside, user)),
    renewToken: () => inTurn('', () => renewToken(inside)),
    setBootstrapToken: (token) => setBootstrapToken(inside, token),
    getBootstrapToken: () => getBootstrapToken(inside),
    getToken: (service) => getToken(inside, service),
    lock: () => {
      state.locked = true;
    },
    unlock: () => {
      state.locked = false;
      return state.channel.notNow ? connect() : Promise.resolve([]);
    },
    powerOn: (pin) => powerOn(inside, pin),
    save: () => structuredClone(state),
  };
}

async function install(inside: Inside, bytes: Uint8Array): Promise<ReadProfile> {
  const trust = inside.state.enrollment?.trust ?? [];
  const profile = readProfile(bytes, [...inside.network.roots, ...trust]);
  const management = managementOf(profile);
  if (management === null) throw invalid('it brings no management');
  await enroll(inside, profile, management);
  return profile;
}

async function renewToken(inside: Inside): Promise<void> {
  const enrollment = enrollmentOf(inside, 'TokenUpdate');
  dropPush(inside, [enrollment.push]);
  enrollment.push = newPush(inside, enrollment.topic);
  await checkIn(inside, enrollment, 'TokenUpdate', tokenUpdate(inside.state, enrollment));
}

function powerOn({ state }: Inside, pin: string | undefined): void {
  if (state.pin !== null && state.pin !== pin) throw new DeviceTrouble('off', 'power', 'the PIN is wrong');
  state.pin = null;
  state.off = false;
}

function userOf({ state }: Inside, guid: string) {
  const user = state.users.find((one) => one.guid === guid && one.managed);
  if (user === undefined) throw new DeviceTrouble('not_enrolled', 'user:Idle', 'this user is not managed');
  return user;
}

/** Whom a push is meant for: '' the device, else a user of it by his GUID; null: neither. */
function recipientOf(
  { enrollment, users }: DeviceState,
  { token, magic }: { token: string; magic: string },
): string | null {
  const told = Buffer.from(token, 'hex').toString('base64');
  const meant = (push: Enrollment['push']): boolean => push.magic === magic && push.token === told;
  if (enrollment !== null && meant(enrollment.push)) return '';
  return users.find(({ push, managed }) => managed && meant(push))?.guid ?? null;
}

/** One thing after the other on each channel; channels do not wait for each other. */
function turns(): <T>(channel: string, run: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>();
  return (channel, run) => {
    const mine = (last.get(channel) ?? Promise.resolve()).then(run, run);
    last.set(channel, mine);
    return mine;
  };
}
