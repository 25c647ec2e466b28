/// <reference path="./node-forge.d.ts" />
import { createDecipheriv, pbkdf2, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { CIPHERS } from '../algorithms.ts';
import { OID } from '../asn1/oids.ts';
import { child, type Element, expected, inside, Malformed, numberOf, octetsOf, oidOf } from '../asn1/read.ts';
import { bmpOf, derivePkcs12, type Hash, type Password, PURPOSE } from './derivation.ts';

/** The password does not open it. */
export class LockedOut extends Error {}

/** More would keep the machine busy for minutes; nobody’s tool writes more. */
const MOST_ITERATIONS = 10_000_000;
const MOST_SCRYPT_MEMORY = 256 * 1024 * 1024;

const deriveAside = promisify(pbkdf2);
const scryptAside: (password: string, salt: Uint8Array, length: number, options: object) => Promise<Buffer> =
  promisify(scrypt);

type Decipher = (content: Uint8Array) => Buffer | Promise<Buffer>;

/**
 * Decrypts what PKCS #5 (RFC 8018: PBES2 with PBKDF2 or scrypt, AES or 3DES) or PKCS #12 (RFC 7292 appendix C: 3DES, RC2)
 * encrypted. Keys are derived in another thread, or in small turns of this one. `check` throws LockedOut or Malformed when
 * what came out makes no sense. Throws LockedOut when none of the passwords opens it, Malformed when it is not known here.
 */
export async function unlock(
  algorithm: Element,
  content: Uint8Array,
  passwords: readonly Password[],
  check: (opened: Buffer) => void,
): Promise<Buffer> {
  for (const password of passwords) {
    const decipher = await decipherOf(algorithm, password);
    try {
      const opened = await decipher(content);
      check(opened);
      return opened;
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
  }
  throw new LockedOut();
}

/** A wrong key shows as wrong padding, or as something that is no structure at all. */
function isRefusal(error: unknown): boolean {
  if (error instanceof LockedOut || error instanceof Malformed) return true;
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_OSSL');
}

async function decipherOf(algorithm: Element, password: Password): Promise<Decipher> {
  const [id, parameters] = inside(algorithm);
  const name = oidOf(id);
  if (name === OID.pbes2) return pbes2(expected(parameters, 0x30), password);
  const old = OLD_CIPHERS[name];
  if (old === undefined) throw new Malformed(`its encryption ${name} is not supported`);
  const salt = octetsOf(child(expected(parameters, 0x30), 0));
  const iterations = numberOf(child(expected(parameters, 0x30), 1));
  const derive = (purpose: number, length: number) =>
    derivePkcs12({ hash: 'sha1', purpose, password: bmpOf(password), salt, iterations, length });
  const key = await derive(PURPOSE.key, old.keyBytes);
  const iv = await derive(PURPOSE.iv, 8);
  return old.rc2
    ? (content) => decipherRc2(key, iv, content)
    : (content) => decipherWith('des-ede3-cbc', key, iv, content);
}

const OLD_CIPHERS: Readonly<Record<string, { keyBytes: number; rc2: boolean }>> = {
  '1.2.840.113549.1.12.1.3': { keyBytes: 24, rc2: false },
  '1.2.840.113549.1.12.1.5': { keyBytes: 16, rc2: true },
  '1.2.840.113549.1.12.1.6': { keyBytes: 5, rc2: true },
};

/** RFC 8018 section 6.2. */
async function pbes2(parameters: Element, password: Password): Promise<Decipher> {
  const scheme = oidOf(child(child(parameters, 1, 0x30), 0));
  const cipher = CIPHERS[scheme];
  if (cipher === undefined) throw new Malformed(`its encryption ${scheme} is not supported`);
  const iv = octetsOf(child(child(parameters, 1), 1, 0x04));
  const key = await derivedKey(child(parameters, 0, 0x30), password, cipher.keyBytes);
  return (content) => decipherWith(cipher.name, key, iv, content);
}

function derivedKey(derivation: Element, password: Password, length: number): Promise<Buffer> {
  const [id, parameters] = inside(derivation);
  const name = oidOf(id);
  if (name === OID.pbkdf2) return pbkdf2Key(expected(parameters, 0x30), password ?? '', length);
  if (name === OID.scrypt) return scryptKey(expected(parameters, 0x30), password ?? '', length);
  throw new Malformed(`its key derivation ${name} is not supported`);
}

const PRFS: Readonly<Record<string, Hash>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.8': 'sha224',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
};

/** RFC 8018 appendix A.2; without a name for its hash it is SHA-1. Throws Malformed. */
async function pbkdf2Key(parameters: Element, password: string, length: number): Promise<Buffer> {
  const [salt, iterations, ...rest] = inside(parameters);
  const prf = rest.find(({ tag }) => tag === 0x30);
  const hash = prf === undefined ? 'sha1' : PRFS[oidOf(child(prf, 0))];
  if (hash === undefined) throw new Malformed('its key derivation is not supported');
  const count = numberOf(iterations);
  if (count < 1 || count > MOST_ITERATIONS) throw new Malformed('its number of iterations is out of range');
  return deriveAside(password, octetsOf(expected(salt, 0x04)), count, length, hash);
}

/** RFC 7914 section 7. */
async function scryptKey(parameters: Element, password: string, length: number): Promise<Buffer> {
  const [salt, cost, blockSize, parallel] = inside(parameters);
  const [N, r, p] = [numberOf(cost), numberOf(blockSize), numberOf(parallel)];
  if (128 * N * r > MOST_SCRYPT_MEMORY || r * p > 64)
    throw new Malformed('its key derivation costs too much');
  const maxmem = 2 * MOST_SCRYPT_MEMORY;
  return scryptAside(password, octetsOf(expected(salt, 0x04)), length, { N, r, p, maxmem });
}

function decipherWith(name: string, key: Uint8Array, iv: Uint8Array, content: Uint8Array): Buffer {
  const decipher = createDecipheriv(name, key, iv);
  return Buffer.concat([decipher.update(content), decipher.final()]);
}

/** OpenSSL 3 and BoringSSL have no RC2 any more, but older Windows still writes it. */
async function decipherRc2(key: Uint8Array, iv: Uint8Array, content: Uint8Array): Promise<Buffer> {
  const [{ default: rc2 }, { default: util }] = await Promise.all([
    import('node-forge/lib/rc2.js'),
    import('node-forge/lib/util.js'),
  ]);
  const binary = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
  const decipher = rc2.createDecryptionCipher(binary(key), key.length * 8);
  decipher.start(binary(iv));
  decipher.update(util.createBuffer(binary(content)));
  if (!decipher.finish()) throw new LockedOut();
  return Buffer.from(decipher.output.getBytes(), 'latin1');
}
