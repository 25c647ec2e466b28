import { isDict, type PlistDict, type PlistValue } from '../../../model/apple/plist.ts';
import {
  PROFILE_LIMITS,
  type ProfileScope,
  type ProfileWarning,
  profileScopeSchema,
} from '../../../model/apple/profile.ts';
import { MusterError } from '../../../model/errors.ts';
import { unreadable } from './read.ts';
import { needsSupervision } from './supervised.ts';

/** What a profile says of itself. */
export interface JudgedProfile {
  name: string;
  description: string;
  identifier: string;
  scope: ProfileScope;
  /** PayloadTypes within, each once. */
  types: string[];
  warnings: ProfileWarning[];
}

const MOST_PAYLOADS = 200;
const LONGEST = 500;

/**
 * Holds a profile to Apple’s schema (mdm/profiles: TopLevel, CommonPayloadKeys). `reserved` is the PayloadIdentifier of the
 * enrollment profile, which a profile of the library would replace on devices. Throws `profile_unreadable` naming the key, and
 * `profile_not_allowed` for what the library must not send.
 */
export function judgeProfile(content: PlistDict, fileName: string, reserved: string): JudgedProfile {
  exactly(content, 'PayloadType', 'Configuration');
  exactly(content, 'PayloadVersion', 1);
  textOf(content, 'PayloadUUID');
  const identifier = textOf(content, 'PayloadIdentifier');
  refuseEncrypted(content);
  const scope = scopeOf(content);
  const payloads = payloadsOf(content);
  refuseManagement(identifier, payloads, reserved);
  const types = [...new Set(payloads.map(({ type }) => type))];
  const warnings = warningsOf(content, scope, payloads);
  const name = optionalText(content, 'PayloadDisplayName') || fileName.replace(/\.[^.]*$/, '') || identifier;
  const description = optionalText(content, 'PayloadDescription');
  return {
    name: name.trim().slice(0, PROFILE_LIMITS.name),
    description: description.slice(0, PROFILE_LIMITS.description),
    identifier,
    scope,
    types,
    warnings,
  };
}

interface Payload {
  type: string;
  value: PlistDict;
}

function payloadsOf(content: PlistDict): Payload[] {
  const list = content.PayloadContent;
  if (list === undefined) throw unreadable('PayloadContent is missing');
  if (!Array.isArray(list)) throw unreadable('PayloadContent is no array');
  if (list.length > MOST_PAYLOADS) throw unreadable(`PayloadContent has more than ${MOST_PAYLOADS} payloads`);
  const seen = new Set<string>();
  return list.map((value, index) => payloadOf(value, `PayloadContent[${index}]`, seen));
}

/** Identifiers and UUIDs are unique within a profile (CommonPayloadKeys). */
function payloadOf(value: PlistValue, path: string, seen: Set<string>): Payload {
  if (!isDict(value)) throw unreadable(`${path} is no dictionary`);
  const type = textOf(value, 'PayloadType', path);
  exactly(value, 'PayloadVersion', 1, path);
  for (const key of ['PayloadIdentifier', 'PayloadUUID'] as const) {
    const once = `${key} ${textOf(value, key, path)}`;
    if (seen.has(once)) throw unreadable(`${path}.${key} is there twice`);
    seen.add(once);
  }
  return { type, value };
}

function refuseEncrypted(content: PlistDict): void {
  for (const key of ['EncryptedPayloadContent', 'IsEncrypted']) {
    const value = content[key];
    if (value === undefined || value === false) continue;
    throw notAllowed(`${key}: it is encrypted for one device, so nobody can tell what is in it`);
  }
}

function refuseManagement(identifier: string, payloads: Payload[], reserved: string): void {
  if (identifier === reserved) {
    throw notAllowed('PayloadIdentifier: it would replace the profile by which Muster manages devices');
  }
  const at = payloads.findIndex(({ type }) => type.toLowerCase() === 'com.apple.mdm');
  if (at === -1) return;
  throw notAllowed(
    `PayloadContent[${at}].PayloadType: com.apple.mdm would hand devices to another management`,
  );
}

function warningsOf(content: PlistDict, scope: ProfileScope, payloads: Payload[]): ProfileWarning[] {
  const expires = ['RemovalDate', 'DurationUntilRemoval', 'PayloadExpirationDate'];
  const found: Record<ProfileWarning, boolean> = {
    needs_supervision:
      content.PayloadRemovalDisallowed === true ||
      payloads.some(({ type, value }) => needsSupervision(type, value)),
    no_payloads: payloads.length === 0,
    has_expiry: expires.some((key) => content[key] !== undefined),
    password_protected:
      content.HasRemovalPasscode === true ||
      payloads.some(({ type }) => type === 'com.apple.profileRemovalPassword'),
    user_scope: scope === 'User',
  };
  const order: ProfileWarning[] = [
    'no_payloads',
    'needs_supervision',
    'has_expiry',
    'password_protected',
    'user_scope',
  ];
  return order.filter((warning) => found[warning]);
}

/** Without a word it goes to the device: MDM has one channel for it on each platform. */
function scopeOf(content: PlistDict): ProfileScope {
  const { PayloadScope = 'System' } = content;
  const scope = profileScopeSchema.safeParse(PayloadScope);
  if (!scope.success) throw unreadable('PayloadScope is neither System nor User');
  return scope.data;
}

function textOf(dict: PlistDict, key: string, path = ''): string {
  const named = path === '' ? key : `${path}.${key}`;
  const value = dict[key];
  if (value === undefined) throw unreadable(`${named} is missing`);
  if (typeof value !== 'string' || value.trim() === '') throw unreadable(`${named} is no text`);
  if (value.length > LONGEST) throw unreadable(`${named} is longer than ${LONGEST} characters`);
  return value;
}

function optionalText(dict: PlistDict, key: string): string {
  const value = dict[key];
  if (value === undefined) return '';
  if (typeof value !== 'string') throw unreadable(`${key} is no text`);
  return value;
}

function exactly(dict: PlistDict, key: string, wanted: string | number, path = ''): void {
  const named = path === '' ? key : `${path}.${key}`;
  const value = dict[key];
  if (value === undefined) throw unreadable(`${named} is missing`);
  if (value !== wanted) throw unreadable(`${named} is not ${wanted}`);
}

function notAllowed(problem: string): MusterError {
  return new MusterError('profile_not_allowed', { problem });
}
