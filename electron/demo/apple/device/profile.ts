import { hash, X509Certificate } from 'node:crypto';
import { isDict, type PlistDict, type PlistValue } from '../../../model/apple/plist.ts';
import { DEVICE_LIMITS, readPlist } from '../../../plist/plist.ts';
import { issuedBy } from './certificates.ts';
import { type OpenedMessage, openMessage } from './cms-read.ts';
import { DeviceTrouble } from './trouble.ts';

/** A profile as a device shows it before it is installed. */
export interface ReadProfile {
  readonly identifier: string;
  readonly uuid: string;
  readonly name: string;
  readonly organization: string;
  readonly removable: boolean;
  readonly payloads: readonly PlistDict[];
  /** SHA-256 over its content, in hex. */
  readonly digest: string;
  readonly root: PlistDict;
  /** SHA-256 over the signer’s certificate in hex; null when it is not signed. */
  readonly signer: string | null;
  /** What the device writes under the name: green, red, or nothing. */
  readonly standing: 'verified' | 'not_verified' | 'unsigned';
}

const CERTIFICATE_PAYLOADS = new Set(['com.apple.security.root', 'com.apple.security.pkcs1']);

/**
 * Reads a configuration profile, signed or plain (Apple, TopLevel and CommonPayloadKeys). `trust`: authorities the device
 * trusts (PEM); those the profile brings count too, since its user has said that he trusts it. Throws `profile_invalid`.
 */
export function readProfile(bytes: Uint8Array, trust: readonly string[]): ReadProfile {
  const opened = open(bytes);
  const content = opened?.content ?? bytes;
  const root = parsed(content);
  if (root.PayloadType !== 'Configuration') throw invalid('PayloadType is not Configuration');
  if (root.PayloadVersion !== 1) throw invalid('PayloadVersion is not 1');
  const payloads = list(root.PayloadContent).filter(isDict);
  if (payloads.length === 0) throw invalid('it has no payload');
  for (const payload of payloads) checkCommon(payload);
  const own = certificatesIn(payloads);
  const roots = [...trust.map((pem) => new X509Certificate(pem)), ...own];
  return {
    identifier: textOf(root, 'PayloadIdentifier'),
    uuid: textOf(root, 'PayloadUUID'),
    name: optional(root, 'PayloadDisplayName') ?? textOf(root, 'PayloadIdentifier'),
    organization: optional(root, 'PayloadOrganization') ?? '',
    removable: root.PayloadRemovalDisallowed !== true,
    payloads,
    digest: hash('sha256', content, 'hex'),
    root,
    signer: opened?.signer.fingerprint256.replaceAll(':', '').toLowerCase() ?? null,
    standing: opened === null ? 'unsigned' : standing(opened, roots),
  };
}

/** The certificates a profile brings. Throws `profile_invalid` when one is none. */
export function certificatesIn(payloads: readonly PlistDict[]): X509Certificate[] {
  return payloads
    .filter(({ PayloadType }) => typeof PayloadType === 'string' && CERTIFICATE_PAYLOADS.has(PayloadType))
    .map(({ PayloadContent }) => {
      if (!(PayloadContent instanceof Uint8Array)) throw invalid('a certificate payload without content');
      try {
        return new X509Certificate(PayloadContent);
      } catch (error) {
        throw invalid('a certificate cannot be read', error);
      }
    });
}

/** A text that must be there. Throws `profile_invalid`. */
export function textOf(dict: PlistDict, key: string): string {
  const value = dict[key];
  if (typeof value !== 'string' || value === '') throw invalid(`${key} is missing`);
  return value;
}

/** A text that may be there. */
export function optional(dict: PlistDict, key: string): string | null {
  const value = dict[key];
  return typeof value === 'string' ? value : null;
}

export function list(value: PlistValue | undefined): PlistValue[] {
  return Array.isArray(value) ? value : [];
}

export function invalid(words: string, cause?: unknown): DeviceTrouble {
  return new DeviceTrouble('profile_invalid', 'profile', words, { cause });
}

function checkCommon(payload: PlistDict): void {
  for (const key of ['PayloadType', 'PayloadIdentifier', 'PayloadUUID']) textOf(payload, key);
  if (payload.PayloadVersion !== 1) throw invalid('PayloadVersion of a payload is not 1');
}

function open(bytes: Uint8Array): OpenedMessage | null {
  // A CMS message is a SEQUENCE; a property list begins with `<` or `bplist`.
  if (bytes[0] !== 0x30) return null;
  try {
    return openMessage(bytes);
  } catch (error) {
    throw invalid('its signature is not valid', error);
  }
}

function parsed(content: Uint8Array): PlistDict {
  try {
    return readPlist(content, DEVICE_LIMITS);
  } catch (error) {
    throw invalid('it is no property list', error);
  }
}

function standing(
  { signer, certificates }: OpenedMessage,
  roots: readonly X509Certificate[],
): 'verified' | 'not_verified' {
  let at = signer;
  for (let depth = 0; depth < 8; depth++) {
    const here = at;
    if (roots.some((root) => root.raw.equals(here.raw) || issuedBy(here, root))) return 'verified';
    const above = certificates.find((one) => !one.raw.equals(here.raw) && issuedBy(here, one));
    if (above === undefined) return 'not_verified';
    at = above;
  }
  return 'not_verified';
}
