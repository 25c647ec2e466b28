import { hash as hashed, type KeyObject, sign } from 'node:crypto';
import { promisify } from 'node:util';
import { OID } from '../asn1/oids.ts';
import * as der from '../asn1/write.ts';
import { fieldsOf } from '../issuing/fields.ts';
import { attribute } from './attributes.ts';

const signAside = promisify(sign);

const SHA256 = () => der.sequence(der.oid(OID.sha256));
const RSA = () => der.sequence(der.oid(OID.rsaEncryption), der.nothing());

/** Who signs: an RSA key and its certificate (DER). */
export interface SigningIdentity {
  key: KeyObject;
  certificate: Uint8Array;
}

/** A ContentInfo (RFC 5652 section 3). */
export function contentInfo(type: string, content: Uint8Array): Buffer {
  return der.sequence(der.oid(type), der.explicit(0, content));
}

/** IssuerAndSerialNumber of a certificate. */
export function idOf(certificate: Uint8Array): Buffer {
  const { issuer, serial } = fieldsOf(certificate);
  return der.sequence(issuer, serial);
}

/**
 * Signs content, or its absence, with SHA-256 into a message that carries it and the certificates, the signer’s first (RFC 5652
 * section 5; DER). `attributes` are signed besides content type, digest and time (ms UTC). The signature is made in another
 * thread.
 */
export async function signMessage(
  content: Uint8Array | null,
  { key, certificate }: SigningIdentity,
  told: { at: number; chain?: readonly Uint8Array[]; attributes?: readonly Uint8Array[] },
): Promise<Buffer> {
  const attributes = der.setOf(
    attribute(OID.contentType, der.oid(OID.data)),
    attribute(OID.messageDigest, der.octets(hashed('sha256', content ?? '', 'buffer'))),
    attribute(OID.signingTime, der.time(told.at)),
    ...(told.attributes ?? []),
  );
  const signature = await signAside('sha256', attributes, key);
  const signer = der.sequence(
    der.integer(1),
    idOf(certificate),
    SHA256(),
    // They are signed as a SET OF, and travel as [0].
    Buffer.concat([Buffer.from([0xa0]), attributes.subarray(1)]),
    RSA(),
    der.octets(signature),
  );
  const encapsulated =
    content === null
      ? der.sequence(der.oid(OID.data))
      : der.sequence(der.oid(OID.data), der.explicit(0, der.octets(content)));
  return contentInfo(
    OID.signedData,
    der.sequence(
      der.integer(1),
      der.set(SHA256()),
      encapsulated,
      der.explicit(0, certificate, ...(told.chain ?? [])),
      der.set(signer),
    ),
  );
}

/** Certificates without anything signed (RFC 5652 section 5.2, “degenerate”), DER. */
export function certificatesOnly(...certificates: Uint8Array[]): Buffer {
  return contentInfo(
    OID.signedData,
    der.sequence(
      der.integer(1),
      der.set(),
      der.sequence(der.oid(OID.data)),
      der.explicit(0, ...certificates),
      der.set(),
    ),
  );
}
