/// <reference path="./node-forge.d.ts" />
/// <reference path="../taking/node-forge.d.ts" />
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { CIPHERS, Unsupported } from '../algorithms.ts';
import { OID } from '../asn1/oids.ts';
import { type Element, expected, inside, Malformed, octetsOf, oidOf } from '../asn1/read.ts';
import * as der from '../asn1/write.ts';

const DES_KEY_BYTES = 8;
const DES_BLOCK = 8;
const AES_BLOCK = 16;

/** With a content’s own key. */
export interface ContentCipher {
  /** Its identifier. */
  id: string;
  keyBytes: number;
  /** Throws Malformed when the padding is wrong. */
  open(content: Uint8Array, key: Uint8Array): Promise<Uint8Array>;
}

/** Of an AlgorithmIdentifier: AES, 3DES or DES in CBC mode (RFC 3370 section 5, RFC 3565). Throws Malformed, Unsupported. */
export function contentCipher(algorithm: Element): ContentCipher {
  const [identifier, parameter] = inside(algorithm);
  const id = oidOf(identifier);
  const iv = octetsOf(expected(parameter, 0x04));
  const name = id === OID.desCbc ? 'des-cbc' : CIPHERS[id]?.name;
  if (name === undefined) throw new Unsupported(`its encryption ${id} is not supported`);
  if (iv.length !== blockOf(name)) throw new Malformed('its initial vector has a wrong length');
  return {
    id,
    keyBytes: CIPHERS[id]?.keyBytes ?? DES_KEY_BYTES,
    open: async (content, key) =>
      name === 'des-cbc' ? openDes(content, key, iv) : opened(name, content, key, iv),
  };
}

/** Enciphers under a cipher’s identifier, one of CIPHERS; answers the AlgorithmIdentifier with it. `random` makes the vector. */
export function encipher(
  id: string,
  content: Uint8Array,
  key: Uint8Array,
  random: (length: number) => Uint8Array,
): { algorithm: Buffer; enciphered: Buffer } {
  const name = CIPHERS[id]?.name;
  if (name === undefined) throw new Unsupported(`the encryption ${id} is not supported`);
  const iv = random(blockOf(name));
  const cipher = createCipheriv(name, key, iv);
  return {
    algorithm: der.sequence(der.oid(id), der.octets(iv)),
    enciphered: Buffer.concat([cipher.update(content), cipher.final()]),
  };
}

function blockOf(name: string): number {
  return name.startsWith('aes') ? AES_BLOCK : DES_BLOCK;
}

function opened(name: string, content: Uint8Array, key: Uint8Array, iv: Uint8Array): Buffer {
  const decipher = createDecipheriv(name, key, iv);
  try {
    return Buffer.concat([decipher.update(content), decipher.final()]);
  } catch (error) {
    throw new Malformed('it is not enciphered with its key', { cause: error });
  }
}

/** OpenSSL 3 has no single DES any more, but it is what the first SCEP clients speak. */
async function openDes(content: Uint8Array, key: Uint8Array, iv: Uint8Array): Promise<Buffer> {
  const [{ default: des }, { default: util }] = await Promise.all([
    import('node-forge/lib/des.js'),
    import('node-forge/lib/util.js'),
  ]);
  const binary = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
  const decipher = des.createDecryptionCipher(binary(key), 'CBC');
  decipher.start(binary(iv));
  decipher.update(util.createBuffer(binary(content)));
  if (!decipher.finish()) throw new Malformed('it is not enciphered with its key');
  return Buffer.from(decipher.output.getBytes(), 'latin1');
}
