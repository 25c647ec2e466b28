import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import { OID } from '../asn1/oids.ts';
import { child, read } from '../asn1/read.ts';
import * as der from '../asn1/write.ts';
import { addressBytes } from './names.ts';

/** Bits of keyUsage, first to last (RFC 5280 section 4.2.1.3). */
const KEY_USAGES = {
  digitalSignature: 0,
  keyEncipherment: 2,
  keyCertSign: 5,
  cRLSign: 6,
} as const;
export type KeyUsage = keyof typeof KEY_USAGES;

/** One extension; `value` is its DER. */
export function extension(id: string, value: Uint8Array, critical = false): Buffer {
  return der.sequence(der.oid(id), ...(critical ? [der.truth()] : []), der.octets(value));
}

/** An authority that signs for no other authority, or no authority at all. */
export function basicConstraints(authority: boolean): Buffer {
  const content = authority ? [der.truth(), der.integer(0)] : [];
  return extension(OID.basicConstraints, der.sequence(...content), true);
}

export function keyUsage(usages: readonly KeyUsage[]): Buffer {
  const positions = usages.map((usage) => KEY_USAGES[usage]);
  const last = Math.max(...positions);
  const byte = positions.reduce<number>((sum, position) => sum | (0x80 >> position), 0);
  return extension(OID.keyUsage, der.bits(Buffer.from([byte]), 7 - last), true);
}

export function extendedKeyUsage(purpose: string): Buffer {
  return extension(OID.extendedKeyUsage, der.sequence(der.oid(purpose)));
}

/** DNS names and addresses under which a server is reached. */
export function subjectAltName(names: readonly string[]): Buffer {
  const entries = names.map((name) =>
    isIP(name) === 0 ? der.implicit(2, Buffer.from(name)) : der.implicit(7, addressBytes(name)),
  );
  return extension(OID.subjectAltName, der.sequence(...entries));
}

export function subjectKeyIdentifier(publicKey: Uint8Array): Buffer {
  return extension(OID.subjectKeyIdentifier, der.octets(keyIdentifier(publicKey)));
}

export function authorityKeyIdentifier(publicKey: Uint8Array): Buffer {
  return extension(OID.authorityKeyIdentifier, der.sequence(der.implicit(0, keyIdentifier(publicKey))));
}

/** Of a public key (SPKI, DER): 160 bits of SHA-256 over the key (RFC 7093 section 2, method 1). */
function keyIdentifier(publicKey: Uint8Array): Uint8Array {
  const key = child(read(publicKey), 1, 0x03).content.subarray(1);
  return createHash('sha256').update(key).digest().subarray(0, 20);
}
