import { hash as hashOf } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { Malformed } from '../asn1/read.ts';

export type Hash = 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512';

/** What is derived (RFC 7292 appendix B.3). */
export const PURPOSE = { key: 1, iv: 2, mac: 3 } as const;

const MOST_ITERATIONS = 1_000_000;
/** Hashes in a row before others have their turn on this thread: a millisecond or two. */
const AT_ONCE = 500;

export interface Derivation {
  hash: Hash;
  purpose: number;
  /** See bmpOf. */
  password: Uint8Array;
  salt: Uint8Array;
  iterations: number;
  /** Bytes wanted. */
  length: number;
}

/** Null: none at all, which some tools tell apart from an empty one. */
export type Password = string | null;

/** A password as PKCS #12 hashes it: UTF-16, big-endian, with two zero bytes at its end (RFC 7292 appendix B.1). */
export function bmpOf(password: Password): Buffer {
  if (password === null) return Buffer.alloc(0);
  return Buffer.from(`${password}\0`, 'utf16le').swap16();
}

/** The key derivation of PKCS #12 (RFC 7292 appendix B.2), which no runtime offers apart. Throws Malformed. */
export async function derivePkcs12(wanted: Derivation): Promise<Buffer> {
  const { hash, purpose, password, salt, iterations, length } = wanted;
  if (iterations < 1 || iterations > MOST_ITERATIONS) {
    throw new Malformed('its number of iterations is out of range');
  }
  const block = hash === 'sha384' || hash === 'sha512' ? 128 : 64;
  const diversifier = Buffer.alloc(block, purpose);
  const input = Buffer.concat([filled(salt, block), filled(password, block)]);
  const derived: Buffer[] = [];
  for (let have = 0; have < length; ) {
    const piece = await hashedOver(hash, Buffer.concat([diversifier, input]), iterations);
    derived.push(piece);
    have += piece.length;
    addToEach(input, filled(piece, block), block);
  }
  return Buffer.concat(derived).subarray(0, length);
}

/** Repeated until it fills whole blocks. */
function filled(bytes: Uint8Array, block: number): Buffer {
  if (bytes.length === 0) return Buffer.alloc(0);
  return Buffer.alloc(Math.ceil(bytes.length / block) * block, bytes);
}

async function hashedOver(hash: Hash, start: Buffer, iterations: number): Promise<Buffer> {
  let value = start;
  for (let round = 1; round <= iterations; round += 1) {
    value = hashOf(hash, value, 'buffer');
    if (round % AT_ONCE === 0) await turn();
  }
  return value;
}

/** Each block of `input` becomes itself + `addend` + 1, as one big number without its overflow. */
function addToEach(input: Buffer, addend: Buffer, block: number): void {
  for (let start = 0; start < input.length; start += block) {
    let carry = 1;
    for (let at = block - 1; at >= 0; at -= 1) {
      carry += (input[start + at] ?? 0) + (addend[at] ?? 0);
      input[start + at] = carry & 0xff;
      carry >>= 8;
    }
  }
}
