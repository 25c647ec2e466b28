import type { AppleState } from '../../model/apple/enrollment.ts';
import type { AppleOrder, ErrorChain, OrderPurpose, QueuedOrder } from '../../model/apple/order.ts';
import type { AppleDocument, InventoryPart } from '../../model/apple/record.ts';

/** A one-time challenge as it is kept; times are ms UTC. */
export interface AppleChallenge {
  purpose: 'enroll' | 'renew';
  ticketId: string | null;
  userId: string | null;
  deviceId: string | null;
  issuedAt: number;
  expiresAt: number;
}

/** What a device proves itself with. `deviceId` is null until it has come with it, and set at once for a renewal. */
export interface AppleIdentity {
  fingerprint: string;
  serial: string;
  purpose: 'enroll' | 'renew';
  ticketId: string | null;
  userId: string | null;
  deviceId: string | null;
  state: 'issued' | 'bound' | 'replaced' | 'revoked';
  issuedAt: number;
  notAfter: number;
}

/** One device as the services need it. Sealed values are the vault’s boxes. */
export interface AppleDeviceRow {
  deviceId: string;
  udid: string;
  state: AppleState;
  userId: string | null;
  life: number;
  identity: string | null;
  identityUntil: number | null;
  topic: string | null;
  enrolledAt: number | null;
  endedAt: number | null;
  lastSeenAt: number;
  inventoryAskedAt: number | null;
  renewalAskedAt: number | null;
  unlockToken: Uint8Array | null;
  bootstrapToken: Uint8Array | null;
}

/** One way to a device; `guid` is '' for its own channel. */
export interface AppleChannelRow {
  /** Unique in the workspace. */
  id: number;
  deviceId: string;
  guid: string;
  shortName: string | null;
  longName: string | null;
  token: string | null;
  pushMagic: string | null;
  tokenAt: number | null;
  lastSeenAt: number | null;
  pushDueAt: number | null;
  pushTries: number;
  pushedAt: number | null;
  pushTrouble: string | null;
  /** Orders that wait, are on their way or were put off. */
  waiting: number;
}

/** An order to be queued. */
export interface NewOrder {
  uuid: string;
  deviceId: string;
  /** A user’s GUID; '' for the device. */
  guid: string;
  order: AppleOrder;
  sealed: Uint8Array | null;
  purpose: OrderPurpose;
  bundle: string;
  /** The registration it is meant for (`AppleDeviceRow.enrolledAt`): another one is refused; null: whichever it is. */
  enrolledAt: number | null;
}

/** An order that goes out now. */
export interface OutgoingOrder {
  uuid: string;
  deviceId: string;
  order: AppleOrder;
  sealed: Uint8Array | null;
  tries: number;
}

/** Who comes with which certificate. */
export interface Caller {
  /** SHA-256 over the DER of the certificate presented, in hex. */
  fingerprint: string;
  udid: string;
  at: number;
}

/**
 * Why a device is turned away; nothing is stored then. `unknown_identity`: the certificate was never issued here or is revoked.
 * `other_device`: it is another device’s. `not_registered`: no Authenticate came before, or its management has ended.
 */
export type Refused = {
  kind: 'refused';
  why: 'unknown_identity' | 'other_device' | 'not_registered' | 'declined';
};

/** What a device said of an order, or that it is idle. */
export interface DeviceReport extends Caller {
  guid: string;
  status: 'Idle' | 'Acknowledged' | 'Error' | 'CommandFormatError' | 'NotNow';
  uuid: string | null;
  errors: ErrorChain | null;
  /** The part of the inventory it brought, as PlistJson. */
  inventory: { part: InventoryPart; value: AppleDocument[InventoryPart] } | null;
}

/**
 * `settled`: the order that this report moved, and to what; null when none (unknown uuid, repeated, idle). `next`: what is to be
 * answered with; null: nothing.
 */
export type Exchanged =
  | {
      kind: 'ok';
      deviceId: string;
      settled: QueuedOrder | null;
      next: OutgoingOrder | null;
    }
  | Refused;

/** A channel that is to be woken. */
export interface DuePush {
  channel: number;
  deviceId: string;
  /** A user’s GUID; '' for the device’s own channel. */
  guid: string;
  token: string;
  pushMagic: string;
  topic: string | null;
  tokenAt: number;
  tries: number;
}

/** A library profile’s row without its assignments; `sealed` is the vault’s box around the bytes. */
export interface ProfileRow {
  id: string;
  name: string;
  description: string;
  identifier: string;
  scope: 'System' | 'User';
  types: string[];
  /** JSON of the form, its secrets null. */
  form: string | null;
  version: number;
  sealed: Uint8Array;
  bytes: number;
  createdAt: number;
  changedAt: number;
}
/** One of many: what it says stays where it is. */
export type ListedProfile = Omit<ProfileRow, 'sealed'>;
export interface AssignmentRow {
  profileId: string;
  kind: 'all' | 'user' | 'unit' | 'device';
  target: string;
}
export interface InstallRow {
  channel: number;
  deviceId: string;
  /** '' for the device. */
  guid: string;
  profileId: string;
  identifier: string;
  name: string;
  state: 'pending' | 'installed' | 'failed' | 'removing';
  version: number;
  uuid: string | null;
  at: number;
  errors: ErrorChain | null;
}

/** What a device ought to have, and what it has; for one channel that can take profiles. */
export interface ProfileNeed {
  channel: number;
  deviceId: string;
  guid: string;
  enrolledAt: number;
  /** Those assigned to its user, his unit, the device or all, of the scope that fits the channel. */
  wanted: { profileId: string; identifier: string; name: string; version: number }[];
  installs: InstallRow[];
}
