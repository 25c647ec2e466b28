import { OID } from '../asn1/oids.ts';
import * as der from '../asn1/write.ts';
import { type SigningKey, signed } from './signing.ts';

/** Devices whose clock is behind accept a new certificate all the same. */
export const BACKDATED_MS = 60 * 60 * 1000;
export const DAY_MS = 24 * 60 * 60 * 1000;

const SERIAL_BYTES = 16;

export interface CertificateDraft {
  /** Positive, big-endian: see newSerial. */
  serial: Uint8Array;
  /** DER of a Name. */
  issuer: Uint8Array;
  commonName: string;
  /** ms UTC; the seconds count. */
  notBefore: number;
  notAfter: number;
  /** SPKI, DER. */
  publicKey: Uint8Array;
  extensions: readonly Uint8Array[];
}

/** 126 random bits: no two alike, none guessed, none negative, all of one length. */
export function newSerial(bytes: (length: number) => Uint8Array): Uint8Array {
  const serial = Uint8Array.from(bytes(SERIAL_BYTES));
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  return serial;
}

/** A Name of one common name, DER. */
export function nameOf(commonName: string): Buffer {
  return der.sequence(der.set(der.sequence(der.oid(OID.commonName), der.utf8(commonName))));
}

/** A certificate of version 3 (RFC 5280 section 4.1), signed with an RSA key and SHA-256. DER. */
export async function signCertificate(draft: CertificateDraft, key: SigningKey): Promise<Buffer> {
  const { serial, issuer, commonName, notBefore, notAfter, publicKey, extensions } = draft;
  return signed(
    (algorithm) =>
      der.sequence(
        der.explicit(0, der.integer(2)),
        der.integer(serial),
        algorithm,
        issuer,
        der.sequence(der.time(notBefore), der.time(notAfter)),
        nameOf(commonName),
        publicKey,
        der.explicit(3, der.sequence(...extensions)),
      ),
    key,
  );
}
