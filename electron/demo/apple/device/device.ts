import type { Clock, Random } from '../../../model/ports.ts';
import type { DeviceKind } from './catalogue.ts';
import { completeEnrollment, enroll } from './enrolling.ts';
import { hardwareOf, releaseOf } from './hardware.ts';
import { checkIn } from './http.ts';
import { enrollmentOf, type Inside, type Proof } from './inside.ts';
import { type KeySource, ownKeys } from './keys.ts';
import { erase, FACTORY_NAMES, removeManagement } from './life.ts';
import { managementOf } from './management.ts';
import { newPush, tokenUpdate } from './messages.ts';
import { Mishaps } from './mishaps.ts';
import type { DeviceNetwork } from './network.ts';
import { invalid, type ReadProfile, readProfile } from './profile.ts';
import { type DeviceState, deviceStateSchema, emptyChannel } from './state.ts';
import { type Obeyed, talk } from './talk.ts';
import { DeviceTrouble } from './trouble.ts';
import {
  getBootstrapToken,
  getToken,
  type MacUser,
  type SignedIn,
  setBootstrapToken,
  signIn,
} from './users.ts';

/** What every device needs of the world. */
export interface DeviceWorld {
  readonly clock: Clock;
  readonly random: Random;
  readonly network: DeviceNetwork;
  /** A key of its own, unless others are given. */
  readonly keys?: KeySource;
  /** See Proof. */
  readonly proof?: Proof;
  /** False for a device that gives up at the first broken connection of SCEP. */
  readonly insists?: boolean;
}

export interface DeviceOptions extends DeviceWorld {
  readonly model: DeviceKind;
  /** Which device of its kind: serial number, UDID, exact model and the rest follow from it. */
  readonly seed: string;
  readonly name?: string;
  readonly supervised?: boolean;
  readonly passcode?: boolean;
  /** How many applications it has. */
  readonly applications?: number;
}

/** A simulated iPhone, iPad or Mac. It speaks only when asked to; what it was told by a server it keeps. */
export interface AppleDevice {
  /** What it is and has. For looking at. */
  readonly state: DeviceState;
  readonly udid: string;
  readonly serial: string;
  /** True once its first TokenUpdate was taken. */
  readonly enrolled: boolean;
  readonly mishaps: Mishaps;
  /**
   * Its user installs a profile: management by SCEP, Authenticate and TokenUpdate, or a configuration alone. What broke off goes
   * on with the same key. Throws DeviceTrouble. Like a real one it does not ask for commands by itself afterwards.
   */
  install(profile: Uint8Array): Promise<ReadProfile>;
  /** Its user thinks better of it: the next installation begins with another key. */
  cancelInstall(): void;
  /** Its user removes the profile: CheckOut, where the profile says so. */
  uninstall(): Promise<void>;
  /** Its user erases it: the server hears nothing of it. */
  erase(): void;
  /** Comes to the server: unfinished registration first, then commands until there is none. */
  connect(): Promise<Obeyed[]>;
  connectUser(guid: string): Promise<Obeyed[]>;
  /** Comes for a push that is meant for it, on the channel it is meant for; null when it is not. */
  wake(push: { token: string; magic: string }): Promise<Obeyed[]> | null;
  signInUser(user: MacUser): Promise<SignedIn>;
  /** Apple’s push service has given it another token. */
  renewToken(): Promise<void>;
  setBootstrapToken(token: Uint8Array | null): Promise<void>;
  getBootstrapToken(): Promise<Uint8Array | null>;
  getToken(service: string): Promise<Uint8Array>;
  /** Its user puts it away, and takes it up again: it then comes by itself if NotNow was its last word. */
  lock(): void;
  unlock(): Promise<Obeyed[]>;
  /** A Mac that was locked wants its PIN; throws `off` for a wrong one. */
  powerOn(pin?: string): void;
  /** All of it, as JSON. */
  save(): DeviceState;
}

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
  const { clock, random, network, keys = ownKeys, proof = 'profile', insists = true } = world;
  const mishaps = new Mishaps();
  const inside: Inside = { state, clock, random, network, keys, mishaps, proof, insists, signer: null };
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
    wake: ({ token, magic }) => {
      const meant = (push: { token: string; magic: string } | undefined): boolean =>
        push !== undefined && push.magic === magic && sameToken(push.token, token);
      if (meant(state.enrollment?.push)) return connect();
      const user = state.users.find(({ push, managed }) => managed && meant(push));
      return user === undefined ? null : connectUser(user.guid);
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
  enrollment.push = newPush(inside.random, inside.clock.now());
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

/** Tokens travel in hex, or as they are kept. */
function sameToken(kept: string, told: string): boolean {
  return kept === told || Buffer.from(kept, 'base64').toString('hex') === told.toLowerCase();
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
