import { createPrivateKey, type KeyObject } from 'node:crypto';
import { child, read } from '../asn1/read.ts';
import type { Password } from './derivation.ts';
import { LockedOut, unlock } from './encryption.ts';
import { unreadable } from './parts.ts';

/** A key in clear: PKCS #8, PKCS #1 or SEC 1, DER. Throws certificate_unreadable. */
export function plainKey(file: string, bytes: Uint8Array): KeyObject {
  for (const type of ['pkcs8', 'pkcs1', 'sec1'] as const) {
    try {
      return createPrivateKey({ key: Buffer.from(bytes), format: 'der', type });
    } catch {
      // It is of another form, or of none: then the last word is below.
    }
  }
  throw unreadable(file, 'a key in it is damaged or of an unknown kind');
}

/**
 * An EncryptedPrivateKeyInfo (RFC 5958 section 3). Throws LockedOut when the password does not open it,
 * certificate_unreadable when its encryption is not known here.
 */
export async function lockedKey(
  file: string,
  bytes: Uint8Array,
  passwords: readonly Password[],
): Promise<KeyObject> {
  const info = read(bytes);
  const algorithm = child(info, 0, 0x30);
  const content = child(info, 1, 0x04).content;
  const plain = await unlock(algorithm, content, passwords, (opened) => {
    // A wrong password leaves a proper padding behind once in 256 times.
    if (child(read(opened), 0).tag !== 0x02) throw new LockedOut();
  });
  return plainKey(file, plain);
}

/** PEM with its own header of encryption. Throws LockedOut. */
export function oldLockedKey(pem: string, password: string | null): KeyObject {
  try {
    return createPrivateKey({ key: pem, passphrase: password ?? '' });
  } catch (error) {
    throw new LockedOut(undefined, { cause: error });
  }
}
