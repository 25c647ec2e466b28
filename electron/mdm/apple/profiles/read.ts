import type { PlistDict } from '../../../model/apple/plist.ts';
import { PROFILE_LIMITS } from '../../../model/apple/profile.ts';
import { isMusterError, MusterError } from '../../../model/errors.ts';
import type { Cms } from '../../../pki/cms/contract.ts';
import { type PlistLimits, readPlistInTurns, writePlist } from '../../../plist/plist.ts';

/** A profile has few keys; fonts and certificates in it are single values. */
const LIMITS: PlistLimits = { bytes: PROFILE_LIMITS.bytes, depth: 32, nodes: 50_000 };

/** A profile as it was read; `bytes` are XML without a signature: what is kept. */
export interface ReadProfile {
  bytes: Uint8Array;
  content: PlistDict;
  signed: boolean;
}

/** Throws `profile_unreadable` for anything but a property list as XML or binary, bare or signed (RFC 5652). */
export async function readProfile(file: Uint8Array, cms: Pick<Cms, 'openSigned'>): Promise<ReadProfile> {
  if (file.byteLength > PROFILE_LIMITS.bytes) {
    throw unreadable(`it is larger than ${PROFILE_LIMITS.bytes / 1024} KiB`);
  }
  // 0x30: SEQUENCE, what every DER message begins with.
  const signed = file[0] === 0x30;
  const bare = signed ? opened(file, cms) : file;
  const content = await parsed(bare);
  return { bytes: isBinary(bare) ? writePlist(content) : bare, content, signed };
}

/** Reads a profile that is kept, or was just made. Throws `profile_unreadable`. */
export async function parsed(bytes: Uint8Array): Promise<PlistDict> {
  try {
    return await readPlistInTurns(bytes, LIMITS);
  } catch (error) {
    if (!isMusterError(error, 'plist_unreadable')) throw error;
    throw unreadable(String(error.details.problem ?? 'it is no property list'), error);
  }
}

/** The error for a file that is no profile; `problem` names the key. */
export function unreadable(problem: string, cause?: unknown): MusterError {
  return new MusterError('profile_unreadable', { problem }, cause);
}

function opened(file: Uint8Array, cms: Pick<Cms, 'openSigned'>): Uint8Array {
  try {
    return cms.openSigned(file).content;
  } catch (error) {
    if (!isMusterError(error, 'bad_input')) throw error;
    throw unreadable(`its signature cannot be read: ${error.details.problem ?? ''}`, error);
  }
}

function isBinary(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 6)).toString('latin1') === 'bplist';
}
