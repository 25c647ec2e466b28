import type { AppleState } from '../../model/apple/enrollment.ts';
import type { AppleIdentity, Caller, Refused } from '../contract/apple.ts';
import type { Db } from '../database/connect.ts';

/** The identity that was presented, with the device it belongs to. */
export interface Presented {
  identityState: AppleIdentity['state'];
  purpose: AppleIdentity['purpose'];
  ticketId: string | null;
  userId: string | null;
  notAfter: number;
  /** The life it was presented in, or issued for. */
  life: number | null;
  /** Of the device; null when nobody has come with it. */
  device: KnownDevice | null;
}
export interface KnownDevice {
  seq: number;
  deviceId: string;
  udid: string;
  state: AppleState;
  life: number;
  enrolledAt: number | null;
}

interface Row extends Omit<Presented, 'device'>, Omit<KnownDevice, 'seq' | 'life'> {
  seq: number | null;
  deviceLife: number;
}
type Found<Value> = { kind: 'ok'; value: Value } | Refused;

const SELECT = `SELECT i.state AS identityState, i.purpose, i.ticket_id AS ticketId, i.user_id AS userId,
    i.not_after AS notAfter, i.life, d.seq, d.device_id AS deviceId, d.udid, d.state, d.life AS deviceLife,
    d.enrolled_at AS enrolledAt
  FROM apple_identities i LEFT JOIN apple_devices d ON d.device_id = i.device_id WHERE i.fingerprint = ?`;

export function refuse(why: Refused['why']): Refused {
  return { kind: 'refused', why };
}

/** Finds whose certificate is presented. */
export function identityFinder(db: Db): (fingerprint: string) => Presented | null {
  const find = db.prepare<[string], Row>(SELECT);
  return (fingerprint) => {
    const row = find.get(fingerprint);
    return row === undefined ? null : presented(row);
  };
}

function presented({ seq, deviceId, udid, state, deviceLife, enrolledAt, ...identity }: Row): Presented {
  const device = seq === null ? null : { seq, deviceId, udid, state, life: deviceLife, enrolledAt };
  return { ...identity, device };
}

/**
 * Who comes with a certificate that is the device’s own in its present life: the one it registered with, or one that renewed it.
 * Whoever is not managed any more is told apart by `state` alone.
 */
export function ownerFinder(
  db: Db,
): (caller: Pick<Caller, 'fingerprint'> & { udid?: string }) => Found<KnownDevice> {
  const find = identityFinder(db);
  return ({ fingerprint, udid }) => {
    const found = find(fingerprint);
    if (found === null || found.identityState === 'revoked') return refuse('unknown_identity');
    const { device, identityState, life } = found;
    if (device === null) return refuse('not_registered');
    if (udid !== undefined && device.udid !== udid) return refuse('other_device');
    if (identityState === 'issued' || life !== device.life) return refuse('not_registered');
    return { kind: 'ok', value: device };
  };
}

/** The same, for those who are managed: from Authenticate to the end of management. */
export function callerFinder(
  db: Db,
): (caller: Pick<Caller, 'fingerprint'> & { udid?: string }) => Found<KnownDevice> {
  const owner = ownerFinder(db);
  return (caller) => {
    const found = owner(caller);
    if (found.kind === 'refused') return found;
    const { state } = found.value;
    return state === 'retired' || state === 'wiped' ? refuse('not_registered') : found;
  };
}
