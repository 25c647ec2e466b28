import { child, type Element, expected, inside, octetsOf, oidOf, read } from '../asn1/read.ts';

/** What is read of a certificate as it stands in it, all DER. */
export interface CertificateFields {
  /** INTEGER. */
  serial: Uint8Array;
  /** Names. */
  issuer: Uint8Array;
  subject: Uint8Array;
  /** SPKI. */
  publicKey: Uint8Array;
}

/** The fields of a certificate (DER; RFC 5280 section 4.1), which may be of any version. Throws Malformed. */
export function fieldsOf(certificate: Uint8Array): CertificateFields {
  const { fields, first } = opened(certificate);
  return {
    serial: expected(fields[first], 0x02).whole,
    issuer: expected(fields[first + 2], 0x30).whole,
    subject: expected(fields[first + 4], 0x30).whole,
    publicKey: expected(fields[first + 5], 0x30).whole,
  };
}

/** The value of an extension (DER), or null where a certificate has none of this kind. Throws Malformed. */
export function extensionOf(certificate: Uint8Array, id: string): Uint8Array | null {
  const { fields, first } = opened(certificate);
  const extensions = fields.slice(first + 6).find(({ tag }) => tag === 0xa3);
  if (extensions === undefined) return null;
  for (const extension of inside(child(extensions, 0, 0x30))) {
    const parts = inside(extension);
    if (oidOf(parts[0]) === id) return octetsOf(expected(parts.at(-1), 0x04));
  }
  return null;
}

/** The version is left out in certificates of version 1. */
function opened(certificate: Uint8Array): { fields: Element[]; first: 0 | 1 } {
  const fields = inside(child(read(certificate), 0, 0x30));
  return { fields, first: fields[0]?.tag === 0xa0 ? 1 : 0 };
}
