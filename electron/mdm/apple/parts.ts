import type { QueuedOrder } from '../../model/apple/order.ts';
import type { PlistDict } from '../../model/apple/plist.ts';
import type { DeviceReport, OutgoingOrder } from '../../store/contract/apple.ts';

/** How the parts of this room meet; each is made by its own folder. */

/** What an order says to the device: the whole command as an XML property list. */
export type RenderOrder = (order: OutgoingOrder) => Promise<Uint8Array | 'not_wanted'>;

/** Reads a result of the command channel; null when it is none. Times and certificate are the caller’s. */
export type ReadReport = (message: PlistDict) => Omit<DeviceReport, 'fingerprint' | 'at'> | null;

/** Told of every order that a report has moved, after it is on the disk. */
export type Settled = (order: QueuedOrder) => void;

/** Makes enrollment profiles, each with a challenge of its own. */
export interface EnrollmentProfiles {
  /** `until` in ms UTC. The profile is signed, DER. */
  make(input: {
    purpose: 'enroll' | 'renew';
    ticketId: string | null;
    userId: string | null;
    deviceId: string | null;
    until: number;
    /** Of a user of whom none is known. */
    language?: 'en' | 'fr' | undefined;
  }): Promise<Uint8Array>;
  /** PayloadIdentifier of the profile: what RemoveProfile names. */
  readonly identifier: string;
}
