import { child, expected, inside, read } from '../asn1/read.ts';

/** What is read of a certificate as it stands in it, all DER. */
export interface CertificateFields {
  /** The number alone, big-endian, as it was written. */
  serial: Uint8Array;
  /** Names. */
  issuer: Uint8Array;
  subject: Uint8Array;
  /** SPKI. */
  publicKey: Uint8Array;
}

/** The fields of a certificate (DER; RFC 5280 section 4.1), which may be of any version. Throws Malformed. */
export function fieldsOf(certificate: Uint8Array): CertificateFields {
  const fields = inside(child(read(certificate), 0, 0x30));
  // The version is left out in certificates of version 1.
  const first = fields[0]?.tag === 0xa0 ? 1 : 0;
  return {
    serial: expected(fields[first], 0x02).content,
    issuer: expected(fields[first + 2], 0x30).whole,
    subject: expected(fields[first + 4], 0x30).whole,
    publicKey: expected(fields[first + 5], 0x30).whole,
  };
}
