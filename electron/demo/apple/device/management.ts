import { isDict, type PlistDict } from '../../../model/apple/plist.ts';
import { invalid, list, optional, type ReadProfile, textOf } from './profile.ts';
import { DeviceTrouble } from './trouble.ts';

/** The MDM payload (Apple, com.apple.mdm). */
export interface MdmPayload {
  readonly topic: string;
  readonly serverUrl: string;
  readonly checkInUrl: string;
  readonly signMessage: boolean;
  readonly accessRights: number;
  readonly checkOutWhenRemoved: boolean;
  readonly capabilities: readonly string[];
  readonly identityUuid: string;
}

/** The SCEP payload (Apple, com.apple.security.scep). Delays in ms. */
export interface ScepPayload {
  readonly uuid: string;
  readonly url: string;
  readonly name: string | null;
  readonly subject: [string, string][][];
  readonly challenge: string | null;
  readonly keySize: number;
  readonly keyUsage: number;
  readonly fingerprint: Uint8Array | null;
  readonly retries: number;
  readonly retryDelayMs: number;
}

/** Access rights (Apple, com.apple.mdm, AccessRights), as far as a device asks for them. */
export const RIGHTS = {
  inspectProfiles: 1,
  installProfiles: 2,
  lock: 4,
  erase: 8,
  deviceInformation: 16,
  networkInformation: 32,
  applications: 256,
  security: 1024,
  settings: 2048,
} as const;

/** The MDM payload of a profile with the SCEP payload it names; null when it brings no management. Throws `profile_invalid`. */
export function managementOf(profile: ReadProfile): { mdm: MdmPayload; scep: ScepPayload } | null {
  const [found, ...more] = ofType(profile, 'com.apple.mdm');
  if (found === undefined) return null;
  if (more.length > 0) throw invalid('it has two MDM payloads');
  const mdm = mdmPayload(found);
  const identity = ofType(profile, 'com.apple.security.scep').find(
    ({ PayloadUUID }) => PayloadUUID === mdm.identityUuid,
  );
  if (identity === undefined) throw invalid('IdentityCertificateUUID names no payload');
  return { mdm, scep: scepPayload(identity) };
}

/** What may not change when the profile is replaced (Apple, MDM Protocol Reference). Throws `profile_replacement`. */
export function checkReplacement(
  now: MdmPayload & { signer: string | null; identifier: string },
  next: MdmPayload & { signer: string | null; identifier: string },
): void {
  const perUser = (one: MdmPayload): boolean => one.capabilities.includes(PER_USER);
  const wrong =
    (now.identifier !== next.identifier && 'the device is managed already') ||
    (now.topic !== next.topic && 'the topic changed') ||
    (now.serverUrl !== next.serverUrl && 'ServerURL changed') ||
    (now.checkInUrl !== next.checkInUrl && 'CheckInURL changed') ||
    ((next.accessRights & ~now.accessRights) !== 0 && 'access rights grew') ||
    (perUser(now) !== perUser(next) && 'per-user connections changed') ||
    (now.signer !== next.signer && 'another signer');
  if (wrong) throw new DeviceTrouble('profile_replacement', 'profile', wrong);
}

export const PER_USER = 'com.apple.mdm.per-user-connections';
export const BOOTSTRAP = 'com.apple.mdm.bootstraptoken';

function ofType({ payloads }: ReadProfile, type: string): PlistDict[] {
  return payloads.filter(({ PayloadType }) => PayloadType === type);
}

function mdmPayload(payload: PlistDict): MdmPayload {
  const topic = textOf(payload, 'Topic');
  if (!topic.startsWith('com.apple.mgmt.')) throw invalid('Topic does not begin with com.apple.mgmt.');
  const serverUrl = https(textOf(payload, 'ServerURL'));
  const rights = numberOf(payload, 'AccessRights', 0);
  if (rights === 0 || rights > 8191) throw invalid('AccessRights must be between 1 and 8191');
  if ((rights & 2) !== 0 && (rights & 1) === 0) throw invalid('AccessRights: 2 needs 1');
  if ((rights & 128) !== 0 && (rights & 64) === 0) throw invalid('AccessRights: 128 needs 64');
  return {
    topic,
    serverUrl,
    checkInUrl: https(optional(payload, 'CheckInURL') ?? serverUrl),
    signMessage: payload.SignMessage === true,
    accessRights: rights,
    checkOutWhenRemoved: payload.CheckOutWhenRemoved === true,
    capabilities: list(payload.ServerCapabilities).filter((one) => typeof one === 'string'),
    identityUuid: textOf(payload, 'IdentityCertificateUUID'),
  };
}

function scepPayload(payload: PlistDict): ScepPayload {
  const content = payload.PayloadContent;
  if (!isDict(content)) throw invalid('a SCEP payload without content');
  const keySize = numberOf(content, 'Keysize', 1024);
  if (![1024, 2048, 4096].includes(keySize)) throw invalid('Keysize is none a device makes');
  const fingerprint = content.CAFingerprint;
  return {
    uuid: textOf(payload, 'PayloadUUID'),
    url: textOf(content, 'URL'),
    name: optional(content, 'Name'),
    subject: list(content.Subject).map((part) => list(part).map(pair)),
    challenge: optional(content, 'Challenge'),
    keySize,
    keyUsage: numberOf(content, 'Key Usage', 0),
    fingerprint: fingerprint instanceof Uint8Array ? fingerprint : null,
    retries: numberOf(content, 'Retries', 3),
    retryDelayMs: numberOf(content, 'RetryDelay', 10) * 1000,
  };
}

function pair(value: PlistDict[string]): [string, string] {
  const [type, text] = list(value);
  if (typeof type !== 'string' || typeof text !== 'string') throw invalid('Subject is malformed');
  return [type, text];
}

function https(url: string): string {
  if (!url.startsWith('https://')) throw invalid('an address that is not https');
  return url;
}

function numberOf(dict: PlistDict, key: string, otherwise: number): number {
  const value = dict[key];
  return typeof value === 'number' ? value : otherwise;
}
