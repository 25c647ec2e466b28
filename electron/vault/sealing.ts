import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';
import type { Random } from '../model/ports.ts';

/** Bytes of a sealed box: version (1), nonce (12), tag (16), ciphertext. */
const FORMAT_VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 1 + NONCE_BYTES + TAG_BYTES;

/** What a box is for. It is authenticated with the content, so that a box moved elsewhere does not open. */
export interface SealContext {
  workspaceId: string;
  name: string;
}

/**
 * Encrypts with AES-256-GCM under a random 96-bit nonce (NIST SP 800-38D section 8.2.2).
 * The associated data is the format version, the workspace and the name.
 */
export function seal(key: KeyObject, context: SealContext, plain: Uint8Array, random: Random): Uint8Array {
  const nonce = random.bytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(associatedData(context));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Uint8Array.of(FORMAT_VERSION), nonce, cipher.getAuthTag(), body]);
}

/** The content of a box, or null when it was altered, cut, moved, or made with another key. */
export function unseal(key: KeyObject, context: SealContext, box: Uint8Array): Uint8Array | null {
  if (box.length < HEADER_BYTES || box[0] !== FORMAT_VERSION) return null;
  const nonce = box.subarray(1, 1 + NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(associatedData(context));
  decipher.setAuthTag(box.subarray(1 + NONCE_BYTES, HEADER_BYTES));
  try {
    return Buffer.concat([decipher.update(box.subarray(HEADER_BYTES)), decipher.final()]);
  } catch {
    return null;
  }
}

/** JSON keeps the parts apart: no two contexts give the same bytes. */
function associatedData(context: SealContext): Buffer {
  return Buffer.from(JSON.stringify(['muster', FORMAT_VERSION, context.workspaceId, context.name]));
}
