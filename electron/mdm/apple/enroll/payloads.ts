import type { PlistDict } from '../../../model/apple/plist.ts';
import { profileIdentifier, stableUuid } from './stable.ts';
import { fill, type ProfileTexts } from './texts.ts';

/** What an enrollment profile is made of. */
export interface ProfileParts {
  workspaceId: string;
  organisation: string;
  texts: ProfileTexts;
  /** `https://name:port` of the devices’ door. */
  serverUrl: string;
  topic: string;
  /** Of the authority, DER. */
  root: Uint8Array;
  challenge: string;
}

/** All of them (Apple, com.apple.mdm, AccessRights): later profiles may take rights away, and never add any. */
const EVERY_RIGHT = 8191;
/** digitalSignature and keyEncipherment (Apple, com.apple.security.scep, Key Usage). */
const SIGN_AND_ENCRYPT = 5;
/** Longest name in a certificate’s subject (RFC 5280, ub-organization-name). */
const LONGEST_NAME = 64;

/** Paths at the devices’ door that stand in every profile: they cannot be changed on a device (Apple, MDM Protocol Reference). */
export const DEVICE_PATHS = { scep: '/scep', checkIn: '/mdm/checkin', connect: '/mdm/connect' } as const;

/**
 * The enrollment profile before it is signed (Apple, TopLevel; com.apple.security.root, com.apple.security.scep, com.apple.mdm).
 * Identifiers are the workspace’s, so that a new one replaces the old one.
 */
export function enrollmentPayload(parts: ProfileParts): PlistDict {
  const { workspaceId, organisation, texts } = parts;
  const values = { organisation };
  return {
    PayloadContent: [rootPayload(parts), scepPayload(parts), mdmPayload(parts)],
    PayloadDescription: fill(texts.description, values),
    PayloadDisplayName: fill(texts.name, values),
    PayloadIdentifier: profileIdentifier(workspaceId),
    PayloadOrganization: organisation,
    // On a Mac the whole machine is managed, not the user who installs it.
    PayloadScope: 'System',
    PayloadType: 'Configuration',
    PayloadUUID: stableUuid(workspaceId, 'profile'),
    PayloadVersion: 1,
  };
}

function rootPayload(parts: ProfileParts): PlistDict {
  return {
    ...head(parts, 'root', 'com.apple.security.root'),
    PayloadCertificateFileName: 'authority.cer',
    PayloadContent: parts.root,
  };
}

function scepPayload(parts: ProfileParts): PlistDict {
  const { organisation, serverUrl, challenge, texts } = parts;
  return {
    ...head(parts, 'identity', 'com.apple.security.scep'),
    PayloadContent: {
      URL: serverUrl + DEVICE_PATHS.scep,
      Name: 'muster',
      // Certificates get a subject of ours, whatever is asked for.
      Subject: [
        [['O', organisation.slice(0, LONGEST_NAME)]],
        [['CN', texts.identity.slice(0, LONGEST_NAME)]],
      ],
      Challenge: challenge,
      Keysize: 2048,
      'Key Type': 'RSA',
      'Key Usage': SIGN_AND_ENCRYPT,
      Retries: 3,
      RetryDelay: 10,
      KeyIsExtractable: false,
    },
  };
}

function mdmPayload(parts: ProfileParts): PlistDict {
  const { workspaceId, serverUrl, topic } = parts;
  return {
    ...head(parts, 'management', 'com.apple.mdm'),
    IdentityCertificateUUID: stableUuid(workspaceId, 'identity'),
    Topic: topic,
    ServerURL: serverUrl + DEVICE_PATHS.connect,
    CheckInURL: serverUrl + DEVICE_PATHS.checkIn,
    SignMessage: true,
    CheckOutWhenRemoved: true,
    AccessRights: EVERY_RIGHT,
    ServerCapabilities: [
      'com.apple.mdm.per-user-connections',
      'com.apple.mdm.bootstraptoken',
      'com.apple.mdm.token',
    ],
  };
}

function head(
  { workspaceId, organisation, texts }: ProfileParts,
  name: 'root' | 'identity' | 'management',
  type: string,
): PlistDict {
  return {
    PayloadDisplayName: fill(texts[name], { organisation }),
    PayloadIdentifier: `${profileIdentifier(workspaceId)}.${name}`,
    PayloadOrganization: organisation,
    PayloadType: type,
    PayloadUUID: stableUuid(workspaceId, name),
    PayloadVersion: 1,
  };
}
