import { hash as hashed, timingSafeEqual, X509Certificate } from 'node:crypto';
import { isSignedBy } from '../algorithms.ts';
import { OID } from '../asn1/oids.ts';
import { type Element, expected, inside, Malformed, octetsOf, oidOf, read } from '../asn1/read.ts';
import { extensionOf, fieldsOf } from '../issuing/fields.ts';
import type { Attributes } from './attributes.ts';
import { readSigner, type SignedData, type Signer } from './signed-data.ts';

/** The signature is not of this content and this certificate. */
export class NotGenuine extends Malformed {}

export interface Verified {
  /** Of the signer, DER; it is not judged here. */
  certificate: Uint8Array;
  attributes: Attributes | null;
}

/** The certificate of the only signer. Throws Malformed when there are several or none, or it is not in the message. */
export function onlySigner(data: SignedData): { signer: Signer; certificate: Uint8Array } {
  const [first, ...others] = data.signers;
  if (first === undefined) throw new Malformed('nobody signed it');
  if (others.length > 0) throw new Malformed('it has several signers');
  const signer = readSigner(first);
  const certificate = certificateOf(signer.id, data.certificates);
  if (certificate === null) throw new Malformed('its signer’s certificate is missing');
  return { signer, certificate };
}

/** Verifies what the only signer says of this content (RFC 5652 section 5.6). Throws Malformed, Unsupported, NotGenuine. */
export function verifySigned(data: SignedData, content: Uint8Array): Verified {
  const { signer, certificate } = onlySigner(data);
  const { attributes, hash, algorithm, signature } = signer;
  if (attributes === null) {
    // Signed attributes must not pass for a content (section 5.3: they may be left out of data alone).
    if (data.contentType !== OID.data) throw new Malformed('it has no signed attributes');
  } else {
    checkAttributes(attributes, data.contentType, hashed(hash, content, 'buffer'));
  }
  const { publicKey } = certificateFrom(certificate);
  const bytes = attributes?.signed ?? content;
  if (!isSignedBy(publicKey, bytes, signature, { algorithm, told: hash })) {
    throw new NotGenuine('its signature is wrong');
  }
  return { certificate, attributes };
}

function checkAttributes(attributes: Attributes, contentType: string, digest: Buffer): void {
  if (oidOf(attributes.value(OID.contentType)) !== contentType) {
    throw new Malformed('its content is of another type than its signer says');
  }
  const said = octetsOf(expected(attributes.value(OID.messageDigest)));
  if (said.length !== digest.length || !timingSafeEqual(said, digest)) {
    throw new NotGenuine('its content is not the one that was signed');
  }
}

/** A certificate (DER) in Node’s hands. Throws Malformed. */
export function certificateFrom(bytes: Uint8Array): X509Certificate {
  try {
    const certificate = new X509Certificate(bytes);
    // Reads the key, which throws where its kind is unknown.
    void certificate.publicKey;
    return certificate;
  } catch (error) {
    throw new Malformed('its signer’s certificate is damaged', { cause: error });
  }
}

/** Whether an IssuerAndSerialNumber, or a `[0]` with a key identifier, means this certificate. Throws Malformed. */
export function means(id: Element, certificate: Uint8Array): boolean {
  if (id.tag === 0x30) {
    const [issuer, serial] = inside(id);
    const own = fieldsOf(certificate);
    return (
      Buffer.from(own.serial).equals(expected(serial).whole) &&
      Buffer.from(own.issuer).equals(expected(issuer).whole)
    );
  }
  const identifier = extensionOf(certificate, OID.subjectKeyIdentifier);
  if (identifier === null) return false;
  return Buffer.from(octetsOf(expected(read(identifier), 0x04))).equals(octetsOf(id));
}

function certificateOf(id: Element, certificates: readonly Uint8Array[]): Uint8Array | null {
  return certificates.find((certificate) => means(id, certificate)) ?? null;
}
