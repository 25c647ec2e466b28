import { type KeyObject, verify } from 'node:crypto';
import { OID } from './asn1/oids.ts';
import { type Element, inside, Malformed, oidOf } from './asn1/read.ts';

/** It is well made, but in a way that is not known here. */
export class Unsupported extends Malformed {}

/** Hashes by the names they have in Node. */
export type SignatureHash = 'sha1' | 'sha256' | 'sha384' | 'sha512';

const HASHES: Readonly<Record<string, SignatureHash>> = {
  [OID.sha1]: 'sha1',
  [OID.sha256]: 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** `hash` null: told apart from it (RFC 3370 section 3.2, RFC 5753 section 2.1). */
const SIGNATURES: Readonly<Record<string, { key: 'rsa' | 'ec'; hash: SignatureHash | null }>> = {
  [OID.rsaEncryption]: { key: 'rsa', hash: null },
  [OID.sha1WithRsa]: { key: 'rsa', hash: 'sha1' },
  [OID.sha256WithRsa]: { key: 'rsa', hash: 'sha256' },
  '1.2.840.113549.1.1.12': { key: 'rsa', hash: 'sha384' },
  '1.2.840.113549.1.1.13': { key: 'rsa', hash: 'sha512' },
  '1.2.840.10045.2.1': { key: 'ec', hash: null },
  [OID.sha1WithEcdsa]: { key: 'ec', hash: 'sha1' },
  '1.2.840.10045.4.3.2': { key: 'ec', hash: 'sha256' },
  '1.2.840.10045.4.3.3': { key: 'ec', hash: 'sha384' },
  '1.2.840.10045.4.3.4': { key: 'ec', hash: 'sha512' },
};

/** Block ciphers in CBC mode, whose parameter is the initial vector (RFC 3565, RFC 3370 section 5.1), as Node names them. */
export const CIPHERS: Readonly<Record<string, { name: string; keyBytes: number }>> = {
  [OID.tripleDesCbc]: { name: 'des-ede3-cbc', keyBytes: 24 },
  [OID.aes128Cbc]: { name: 'aes-128-cbc', keyBytes: 16 },
  '2.16.840.1.101.3.4.1.22': { name: 'aes-192-cbc', keyBytes: 24 },
  '2.16.840.1.101.3.4.1.42': { name: 'aes-256-cbc', keyBytes: 32 },
};

/** Of an AlgorithmIdentifier. Throws Malformed, Unsupported. */
export function hashOf(algorithm: Element): SignatureHash {
  const id = oidOf(inside(algorithm)[0]);
  const hash = HASHES[id];
  if (hash === undefined) throw new Unsupported(`its hash ${id} is not supported`);
  return hash;
}

/** Greater keys, or exponents of many bytes, would take long to verify. */
const MOST_RSA_BITS = 8192;
const GREATEST_EXPONENT = 2n ** 32n;

/**
 * Whether the holder of `key` signed these bytes: RSA with PKCS #1 v1.5 or ECDSA, and the hash that the AlgorithmIdentifier
 * names, or the one that is `told` where it names none. Throws Malformed, Unsupported.
 */
export function isSignedBy(
  key: KeyObject,
  bytes: Uint8Array,
  signature: Uint8Array,
  { algorithm, told }: { algorithm: Element; told: SignatureHash | null },
): boolean {
  const id = oidOf(inside(algorithm)[0]);
  if (id === OID.rsaPss) throw new Unsupported('signatures of the kind RSASSA-PSS are not supported');
  const known = SIGNATURES[id];
  const hash = known?.hash ?? told;
  if (known === undefined || hash === null) throw new Unsupported(`its signature ${id} is not supported`);
  if (key.asymmetricKeyType !== known.key) throw new Malformed('its signature is not of the kind of its key');
  const { modulusLength = 0, publicExponent = 0n } = key.asymmetricKeyDetails ?? {};
  if (modulusLength > MOST_RSA_BITS || publicExponent > GREATEST_EXPONENT) {
    throw new Unsupported('its key is too great');
  }
  try {
    return verify(hash, bytes, key, signature);
  } catch (error) {
    throw new Malformed('its key verifies nothing', { cause: error });
  }
}
