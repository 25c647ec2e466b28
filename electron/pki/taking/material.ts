import type { KeyObject, X509Certificate } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { isMusterError, MusterError } from '../../model/errors.ts';
import { Malformed } from '../asn1/read.ts';
import type { Password } from './derivation.ts';
import { LockedOut } from './encryption.ts';
import { lockedKey, oldLockedKey, plainKey } from './keys.ts';
import { certificateOf, type Part, unreadable } from './parts.ts';
import { openPfx } from './pfx.ts';

/** Certificates and keys of all picked files, with the file each was in. */
export interface Material {
  certificates: X509Certificate[];
  keys: { key: KeyObject; file: string }[];
}

/** Certificates that are read before others have their turn on this thread. */
const AT_ONCE = 10;

/**
 * Opens what was picked, with the password of its keys. Throws certificate_wrong_password and certificate_unreadable, each
 * with the file’s name.
 */
export async function openParts(parts: readonly Part[], password: Password): Promise<Material> {
  const found: Material = { certificates: [], keys: [] };
  for (const part of parts) {
    try {
      await openPart(part, password, found);
    } catch (error) {
      throw translated(error, part.file);
    }
  }
  return found;
}

async function openPart(part: Part, password: Password, found: Material): Promise<void> {
  const { file } = part;
  // Without a password, an empty one and none at all are two things.
  const passwords: Password[] = password === null || password === '' ? ['', null] : [password];
  switch (part.kind) {
    case 'certificate':
      return addCertificate(part.bytes, file, found);
    case 'key':
      found.keys.push({ key: plainKey(file, part.bytes), file });
      return;
    case 'locked key':
      found.keys.push({ key: await lockedKey(file, part.bytes, passwords), file });
      return;
    case 'old locked key':
      found.keys.push({ key: oldLockedKey(part.pem, password), file });
      return;
    case 'pfx': {
      const opened = await openPfx(part.bytes, passwords);
      for (const { bytes, locked } of opened.keys) {
        const key = locked ? await lockedKey(file, bytes, passwords) : plainKey(file, bytes);
        found.keys.push({ key, file });
      }
      for (const bytes of opened.certificates) await addCertificate(bytes, file, found);
    }
  }
}

async function addCertificate(bytes: Uint8Array, file: string, found: Material): Promise<void> {
  found.certificates.push(certificateOf(file, bytes));
  if (found.certificates.length % AT_ONCE === 0) await turn();
}

function translated(error: unknown, file: string): unknown {
  if (isMusterError(error)) return error;
  if (error instanceof LockedOut) return new MusterError('certificate_wrong_password', { name: file }, error);
  if (error instanceof Malformed) return unreadable(file, error.message, error);
  return unreadable(file, 'it is damaged', error);
}
