import { constants, type KeyObject, privateDecrypt, publicEncrypt } from 'node:crypto';
import { hashOf, Unsupported } from '../algorithms.ts';
import { OID } from '../asn1/oids.ts';
import { child, type Element, inside, Malformed, oidOf } from '../asn1/read.ts';

/** Fewest bytes of padding (RFC 8017 section 7.2.1). */
const LEAST_PADDING = 8;

/** Enciphers a content key to who holds the RSA key (RSAES-PKCS1-v1_5, RFC 3370 section 4.2.1). */
export function wrapKey(contentKey: Uint8Array, publicKey: KeyObject): Buffer {
  return publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, contentKey);
}

/**
 * Opens a content key with RSAES-PKCS1-v1_5 or RSAES-OAEP. Where that fails it answers `instead`, which must be random and as
 * long as a content key is: who sent it learns nothing about the padding (RFC 3218 section 2.3.2). Throws Malformed, Unsupported
 * for what shows without the key.
 */
export function unwrapKey(
  algorithm: Element,
  enciphered: Uint8Array,
  privateKey: KeyObject,
  instead: Uint8Array,
): Uint8Array {
  const { modulusLength = 0 } = privateKey.asymmetricKeyDetails ?? {};
  if (enciphered.length * 8 !== modulusLength) throw new Malformed('its key is not as long as ours');
  const [id, parameters] = inside(algorithm);
  const name = oidOf(id);
  if (name === OID.rsaEncryption) return unpadded(bare(enciphered, privateKey), instead);
  if (name === OID.rsaOaep) return openOaep(parameters, enciphered, privateKey, instead);
  throw new Unsupported(`its key transport ${name} is not supported`);
}

/** Node refuses to take the padding off itself. */
function bare(enciphered: Uint8Array, key: KeyObject): Uint8Array {
  try {
    return privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, enciphered);
  } catch (error) {
    throw new Malformed('its key is out of range', { cause: error });
  }
}

/**
 * `00 02 ≠0 … ≠0 00 key`, with a key as long as `instead`; that one when it is anything else. Takes the same time and the same
 * way in either case.
 */
function unpadded(block: Uint8Array, instead: Uint8Array): Uint8Array {
  const end = block.length - instead.length - 1;
  if (end < 2 + LEAST_PADDING) throw new Malformed('its key is not as long as ours');
  let wrong = at(block, 0) | (at(block, 1) ^ 2) | at(block, end);
  for (let index = 2; index < end; index += 1) {
    // -1 for a zero, else 0 or more: the sign tells.
    wrong |= ((at(block, index) - 1) >> 8) & 1;
  }
  // 0xff when nothing was wrong, 0 otherwise.
  const right = ((wrong - 1) >> 8) & 0xff;
  return instead.map((byte, index) => (at(block, end + 1 + index) & right) | (byte & ~right));
}

function at(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0;
}

/** RFC 4055 section 4.1: SHA-1 and an empty label where nothing else is told. */
function openOaep(
  parameters: Element | undefined,
  enciphered: Uint8Array,
  key: KeyObject,
  instead: Uint8Array,
): Uint8Array {
  const told = parameters?.tag === 0x30 ? inside(parameters) : [];
  const hash = told.find(({ tag }) => tag === 0xa0);
  const mask = told.find(({ tag }) => tag === 0xa1);
  const oaepHash = hash === undefined ? 'sha1' : hashOf(child(hash, 0, 0x30));
  if (maskHash(mask) !== oaepHash || told.some(({ tag }) => tag === 0xa2)) {
    throw new Unsupported('its key transport RSAES-OAEP is of a form that is not supported');
  }
  try {
    const opened = privateDecrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash }, enciphered);
    return opened.length === instead.length ? opened : instead;
  } catch {
    return instead;
  }
}

function maskHash(mask: Element | undefined): string {
  if (mask === undefined) return 'sha1';
  const [id, hash] = inside(child(mask, 0, 0x30));
  if (oidOf(id) !== OID.mgf1 || hash === undefined) throw new Malformed('its key transport is damaged');
  return hashOf(hash);
}
