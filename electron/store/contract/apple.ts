import type { AppleCounts, AppleState } from '../../model/apple/enrollment.ts';
import type { ErrorChain, OrderReason, OrderState, QueuedOrder } from '../../model/apple/order.ts';
import type { AppleDocument } from '../../model/apple/record.ts';
import type { AuditDraft } from '../../model/audit.ts';

import type {
  AppleChallenge,
  AppleChannelRow,
  AppleDeviceRow,
  AppleIdentity,
  AssignmentRow,
  Caller,
  DeviceReport,
  DuePush,
  Exchanged,
  InstallRow,
  ListedProfile,
  NewOrder,
  ProfileNeed,
  ProfileRow,
  Refused,
} from './apple-rows.ts';

export type * from './apple-rows.ts';

/**
 * Devices that Muster manages itself. What is acknowledged to a device is on the disk (`synchronous=FULL`) when a write answers;
 * history, the device’s row, document and search text, tickets and invitations are written in the same transaction.
 */
export interface AppleRepository {
  // challenges and identities
  putChallenge(input: AppleChallenge & { hash: string }): Promise<void>;
  /**
   * Gives a challenge to a key. `again`: the same key comes again in time, and gets the certificate it got (null: the answer was
   * cut off before one was issued). Refused: unknown, past its time, used by another key, or `withdrawn`: its registration was
   * cancelled or is complete, or its user is no longer active.
   */
  takeChallenge(input: {
    hash: string;
    key: string;
    at: number;
  }): Promise<
    | { kind: 'first' | 'again'; challenge: AppleChallenge; certificate: string | null }
    | { kind: 'refused'; why: 'unknown' | 'expired' | 'used' | 'withdrawn' }
  >;
  /** Notes what was issued for a challenge, before the device is given it. */
  noteIssued(input: {
    hash: string;
    fingerprint: string;
    serial: string;
    pem: string;
    notAfter: number;
    at: number;
  }): Promise<void>;
  identity(fingerprint: string): Promise<AppleIdentity | null>;
  /** The newest challenge of a ticket with the identity it got and the device that came with it. */
  ofTicket(ticketId: string): Promise<{
    expiresAt: number;
    identity: AppleIdentity | null;
    device: Pick<AppleDeviceRow, 'deviceId' | 'state'> | null;
  } | null>;
  /**
   * Identities issued for an enrollment with which nobody came until `before` are revoked, and their certificates with them, for
   * a reason of RFC 5280 section 5.3.1; answers how many. `audit` is written for each, with its serial as the object.
   */
  revokeOrphans(input: { before: number; at: number; reason: number; audit: AuditDraft }): Promise<number>;
  /**
   * Forgets at most `limit` orders that ended before `before`, and challenges from before. What has secrets that may still be asked
   * for stays, and what the command centre or a profile’s install still refers to. Answers how many.
   */
  sweep(input: { before: number; limit: number }): Promise<number>;

  // check-ins
  /**
   * Authenticate. A known identity of a renewal whose device it is keeps queue and inventory; any other begins a new life: what was
   * queued is cancelled (`reregistered`), earlier identities are replaced, history is kept. Repeated with the identity the device
   * has it changes nothing: who begins anew, erased or not, makes a new key. A ticket is one device’s: a second one is refused
   * (`other_device`). The device’s row is made when it is new.
   */
  authenticate(
    input: Caller & {
      topic: string;
      /** As PlistJson, without MessageType, Topic and UDID. */
      fields: Record<string, unknown>;
      owner: AppleDocument['owner'];
      audit: AuditDraft | null;
    },
  ): Promise<{ kind: 'ok'; deviceId: string; renewal: boolean } | Refused>;
  /**
   * TokenUpdate; the newest token wins. The first one of a life makes the device active, completes its ticket and uses its
   * invitation, however late. `first`: it did. A user’s channel is made when there is none.
   */
  tokenUpdate(
    input: Caller & {
      topic: string;
      token: string;
      pushMagic: string;
      /** Null keeps what there is. */
      unlockToken: Uint8Array | null;
      user: { guid: string; shortName: string | null; longName: string | null } | null;
      audit: AuditDraft | null;
    },
  ): Promise<{ kind: 'ok'; deviceId: string; first: boolean; firstOfUser: boolean } | Refused>;
  /**
   * CheckOut, or the end of management otherwise (`event`); what waits is cancelled. Idempotent. `token`: what Apple’s word was about;
   * when it is another one by now, nothing ends.
   */
  end(
    input: (Caller | { deviceId: string; at: number; token?: string }) & {
      event: 'check_out' | 'erased' | 'unregistered' | 'unenrolled';
      audit: AuditDraft | null;
    },
  ): Promise<{ kind: 'ok'; deviceId: string; state: AppleState } | Refused>;
  setBootstrapToken(
    input: Caller & { token: Uint8Array | null },
  ): Promise<{ kind: 'ok'; deviceId: string } | Refused>;
  /** The box kept; null when there is none. */
  bootstrapToken(input: Caller): Promise<{ kind: 'ok'; token: Uint8Array | null } | Refused>;
  /** Who comes, without changing anything: for messages that only ask. */
  recognise(input: Caller): Promise<{ kind: 'ok'; device: AppleDeviceRow } | Refused>;

  // the queue
  /**
   * All orders or, when a uuid is there already, none (`bad_input`). Answers those refused, by uuid: no such device or channel, not
   * active, or registered anew since. The channels are to be woken (`pushDueAt`).
   */
  enqueue(input: {
    orders: NewOrder[];
    at: number;
  }): Promise<{ refused: Record<string, 'gone' | 'reregistered'> }>;
  /**
   * Many reports in one transaction, in order: moves the order, merges inventory into the document, notes that the device was seen,
   * and takes the next one (`sent`). Idle: the oldest that waits, put-off ones as well, or the one that was sent and never answered
   * (again at most MOST_TRIES times, then `unknown`, no_answer). Otherwise: not what was put off since the last Idle.
   * EraseDevice acknowledged ends the device (`wiped`); Unenroll acknowledged retires it. NotNow: a push is due later. A target of the
   * command centre that waits for the order is due at once (`command_targets.next_check_at`).
   */
  exchange(reports: DeviceReport[]): Promise<Exchanged[]>;
  /** The body of a report could not be read: the order on its way to this caller becomes `unknown` (unreadable). */
  unreadable(input: Omit<Caller, 'udid'>): Promise<void>;
  queued(uuid: string): Promise<QueuedOrder | null>;
  /** All orders of a bundle. */
  bundle(bundle: string): Promise<QueuedOrder[]>;
  /** The newest first. */
  orders(input: {
    deviceId: string | null;
    states: OrderState[] | null;
    offset: number;
    limit: number;
  }): Promise<{ rows: QueuedOrder[]; total: number }>;
  /**
   * Those not sent yet, and those put off, are cancelled; answers how many. `taken`: also those that were taken to be sent, and did
   * not leave; one that left before, and was not answered, becomes `unknown`.
   */
  cancel(input: {
    uuids: string[];
    reason: OrderReason;
    at: number;
    taken?: boolean;
    audit: AuditDraft | null;
  }): Promise<number>;
  /**
   * An order (uuid) that was taken to be sent cannot be written now: it is as if it had not been taken, and waits until the device is
   * idle again.
   */
  putBack(uuid: string): Promise<void>;
  /** The box with an order’s secrets. */
  sealedOf(uuid: string): Promise<Uint8Array | null>;

  // devices
  device(deviceId: string): Promise<AppleDeviceRow | null>;
  document(deviceId: string): Promise<AppleDocument | null>;
  channels(deviceId: string): Promise<AppleChannelRow[]>;
  counts(input: { now: number; topic: string | null }): Promise<AppleCounts>;
  /** Active devices whose inventory was asked for before `before`, or never; at most `limit`. */
  staleInventory(input: {
    before: number;
    limit: number;
  }): Promise<Pick<AppleDeviceRow, 'deviceId' | 'enrolledAt'>[]>;
  noteInventory(input: { deviceIds: string[]; at: number }): Promise<void>;
  /** Active devices whose identity ends before `before` and whose renewal was not asked for since `askedBefore`. */
  endingIdentities(input: {
    before: number;
    askedBefore: number;
    limit: number;
  }): Promise<Pick<AppleDeviceRow, 'deviceId' | 'enrolledAt' | 'userId' | 'identityUntil'>[]>;
  noteRenewal(input: { deviceId: string; at: number }): Promise<void>;

  // push
  duePushes(input: { at: number; limit: number }): Promise<DuePush[]>;
  nextPushAt(): Promise<number | null>;
  /** How many channels wait for a push that was not taken yet: due at `at`, or put off after trouble. */
  waitingPushes(at: number): Promise<number>;
  /**
   * `nextAt`: when to push again if the device has not come until then; null: no more by itself. A push that was wanted anew after
   * `at` stays due, and a device that came since is not pushed again. What is told of a token that is another one by now changes
   * nothing. `tried`: one more try is counted.
   */
  notePushes(
    pushes: {
      channel: number;
      token: string;
      at: number;
      trouble: string | null;
      nextAt: number | null;
      tried: boolean;
    }[],
  ): Promise<void>;
  /** Wakes these devices, or all channels with something waiting (null). */
  wantPush(input: { deviceIds: string[] | null; at: number }): Promise<void>;

  // profiles
  profiles(): Promise<ListedProfile[]>;
  profile(id: string): Promise<ProfileRow | null>;
  assignments(): Promise<AssignmentRow[]>;
  /** Throws `profile_identifier_taken` when another one has the identifier. */
  putProfile(input: { profile: ProfileRow; audit: AuditDraft }): Promise<void>;
  removeProfile(input: { id: string; audit: AuditDraft }): Promise<void>;
  assign(input: {
    profileId: string;
    assignments: Omit<AssignmentRow, 'profileId'>[];
    audit: AuditDraft;
  }): Promise<void>;
  installs(input: { deviceId: string } | { profileId: string }): Promise<InstallRow[]>;
  /** How many installs each profile has, by what became of them. */
  installCounts(): Promise<{ profileId: string; state: InstallRow['state']; count: number }[]>;
  /** What active devices ought to have; of these devices, or of all, by stretches (`after` is a channel’s id). */
  profileNeeds(input: { deviceIds: string[] | null; after: number; limit: number }): Promise<ProfileNeed[]>;
  /** Notes what is on its way, with the orders for it, in one transaction; see enqueue for what is refused. */
  putInstalls(input: {
    installs: Omit<InstallRow, 'deviceId' | 'guid' | 'errors'>[];
    orders: NewOrder[];
    at: number;
  }): Promise<void>;
  /** An order for a profile has ended: notes what that means for its install. A removed one’s row goes. */
  settleInstall(input: {
    uuid: string;
    state: 'installed' | 'failed' | 'removed';
    errors: ErrorChain | null;
    at: number;
  }): Promise<void>;
}
