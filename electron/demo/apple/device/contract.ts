import type { Clock, Random } from '../../../model/ports.ts';
import type { DeviceKind } from './catalogue.ts';
import type { Proof, PushTokens } from './inside.ts';
import type { KeySource } from './keys.ts';
import type { Mishaps } from './mishaps.ts';
import type { DeviceNetwork } from './network.ts';
import type { ReadProfile } from './profile.ts';
import type { DeviceState } from './state.ts';
import type { Obeyed } from './talk.ts';
import type { MacUser, SignedIn } from './users.ts';

/** What every device needs of the world. */
export interface DeviceWorld {
  readonly clock: Clock;
  readonly random: Random;
  readonly network: DeviceNetwork;
  /** A key of its own, unless others are given. */
  readonly keys?: KeySource;
  readonly apns?: PushTokens;
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
  /** True for a push that is meant for it, or for one of its users; the token in hex. */
  expects(push: { token: string; magic: string }): boolean;
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
