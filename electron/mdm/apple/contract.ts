import type { AppleCounts, AppleDetail, EnrollProgress } from '../../model/apple/enrollment.ts';
import type { QueuedOrder } from '../../model/apple/order.ts';
import type {
  Assignment,
  LibraryProfile,
  PickedProfile,
  ProfileForm,
  ProfilePlace,
  ProfileScope,
} from '../../model/apple/profile.ts';
import type { ApplePlatform } from '../../model/apple/record.ts';

/** What a device proves itself with at a request: the header, or the certificate of its connection (DER). */
export interface Presented {
  signature: string | null;
  certificate: Uint8Array | null;
}

/** An answer to a device; `body` may be empty. */
export interface MdmAnswer {
  status: 200 | 400 | 403 | 404 | 410 | 413 | 500 | 503;
  type: string | null;
  body: Uint8Array;
}

/** The devices’ side: what the listener’s routes hand on. Nothing of it throws but for a fault of ours. */
export interface AppleDoor {
  /** GetCACaps, GetCACert (RFC 8894 section 3.5, 4.2). */
  caps(): string;
  caCertificates(): Promise<{ type: string; body: Uint8Array }>;
  /** PKIOperation: a CertRep, also where it is refused. Throws `scep_refused` for what is no SCEP message at all. */
  operate(message: Uint8Array): Promise<Uint8Array>;
  checkIn(presented: Presented, body: Uint8Array): Promise<MdmAnswer>;
  /** A report on the command channel. */
  report(presented: Presented, body: Uint8Array): Promise<MdmAnswer>;
}

/** A profile ready to be downloaded. */
export interface EnrollmentProfile {
  fileName: string;
  /** Signed, DER. */
  bytes: Uint8Array;
  /** Until then its challenge is good (ms UTC). */
  until: number;
}

/** The people’s side of a registration. */
export interface AppleEnrollment {
  /** True when devices can register now: the listener has an address for them. */
  ready(): boolean;
  /**
   * Takes the ticket for this browser and makes the profile; again for the same one while it is valid. `language`: of a user of
   * whom none is known. Throws `ticket_gone`.
   */
  profile(token: string, browser: string, language?: 'en' | 'fr'): Promise<EnrollmentProfile>;
  /**
   * Null for a token that leads nowhere. `platform` is what the registration was begun as, `browser` the one that took the ticket.
   */
  progress(
    token: string,
  ): Promise<(EnrollProgress & { platform: ApplePlatform; browser: string | null }) | null>;
  /** A profile for a user, made by the admin. Throws `not_found`. */
  profileFor(userId: string): Promise<EnrollmentProfile>;
}

/** The library of configuration profiles. */
export interface ProfileService {
  list(): Promise<LibraryProfile[]>;
  get(id: string): Promise<LibraryProfile | null>;
  /** Reads a file without keeping it. Throws `profile_unreadable` (details: problem), `profile_not_allowed`. */
  pick(fileName: string, bytes: Uint8Array): Promise<PickedProfile>;
  /** Keeps a picked one; `replace`: in the place of the one with its identifier. Throws `profile_identifier_taken`, `not_found`. */
  add(input: {
    handle: string;
    name: string;
    description: string;
    replace: boolean;
  }): Promise<LibraryProfile>;
  /** Builds one from a form; with an id it changes that one (a secret null is kept). Throws `bad_input` naming the field, `not_found`. */
  build(input: {
    id: string | null;
    name: string;
    description: string;
    scope: ProfileScope;
    form: ProfileForm;
  }): Promise<LibraryProfile>;
  /** Takes it from the library and off all devices; `undo` brings back what was removed. */
  remove(id: string): Promise<void>;
  /** Replaces its assignments; devices are told at once. */
  assign(id: string, assignments: Assignment[]): Promise<LibraryProfile>;
  places(id: string): Promise<ProfilePlace[]>;
  /** Tries again where it failed. Answers where. */
  retry(id: string): Promise<number>;
  /** The bytes as they go out, signed; for the admin to keep or look at. */
  content(id: string): Promise<{ fileName: string; bytes: Uint8Array }>;
  /** Compares what devices ought to have with what they have, and orders the difference; of these devices or all. */
  reconcile(deviceIds: string[] | null): Promise<void>;
}

/** Devices managed here, as the admin sees them. */
export interface AppleService {
  counts(): Promise<AppleCounts>;
  detail(deviceId: string): Promise<AppleDetail | null>;
  orders(input: {
    deviceId: string | null;
    open: boolean;
    offset: number;
    limit: number;
  }): Promise<{ rows: QueuedOrder[]; total: number }>;
  /** Orders not sent yet, or put off. Answers how many were cancelled. */
  cancelOrders(uuids: string[]): Promise<number>;
  /** The PIN a Mac was locked or erased with; noted in the log. Throws `not_found`. */
  revealPin(uuid: string): Promise<{ pin: string }>;
  /** Wakes devices now. Throws `push_not_set`. */
  push(deviceIds: string[]): Promise<void>;
  readonly door: AppleDoor;
  readonly enrollment: AppleEnrollment;
  readonly profiles: ProfileService;
  /** A device became active (`first`), or a user of a Mac got a channel: what it ought to have is ordered. */
  registered(deviceId: string, first: boolean): Promise<void>;
  /** Looks at what is due: inventory, renewals, orphans, pushes. Called every minute, and when something changed. */
  tend(): Promise<void>;
}
