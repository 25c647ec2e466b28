import { createHash, type KeyObject, sign } from 'node:crypto';
import { context, integer, nothing, octets, oid, sequence, setOf, TAG, utcTime } from './der.ts';
import { OID } from './oids.ts';

/** Who signs: the private key, and its certificate with what names it. */
export interface Signer {
  readonly key: KeyObject;
  readonly certificate: Buffer;
  /** IssuerAndSerialNumber of the certificate (RFC 5652 section 10.2.4), DER. */
  readonly name: Buffer;
}

/** An attribute with one value (RFC 5652 section 5.3). */
export function attribute(type: string, value: Uint8Array): Buffer {
  return sequence(oid(type), setOf(TAG.set, [value]));
}

const SHA256 = sequence(oid(OID.sha256), nothing);
const RSA = sequence(oid(OID.rsaEncryption), nothing);

/**
 * A signed message (RFC 5652 section 5) by SHA-256 with RSA, the certificate inside; DER. `detached`: without its content.
 * `signingTime` in ms UTC, or null to leave it out.
 */
export function signedMessage(input: {
  content: Uint8Array;
  signer: Signer;
  detached: boolean;
  signingTime: number | null;
  attributes?: readonly Uint8Array[];
}): Buffer {
  const { content, signer, detached, signingTime, attributes = [] } = input;
  const signed = [
    attribute(OID.contentType, oid(OID.data)),
    attribute(OID.messageDigest, octets(createHash('sha256').update(content).digest())),
    ...(signingTime === null ? [] : [attribute(OID.signingTime, utcTime(signingTime))]),
    ...attributes,
  ];
  const signature = sign('sha256', setOf(TAG.set, signed), signer.key);
  const info = sequence(integer(1), signer.name, SHA256, setOf(context(0), signed), RSA, octets(signature));
  return contentInfo(
    OID.signedData,
    sequence(
      integer(1),
      setOf(TAG.set, [SHA256]),
      detached ? sequence(oid(OID.data)) : contentInfo(OID.data, octets(content)),
      setOf(context(0), [signer.certificate]),
      setOf(TAG.set, [info]),
    ),
  );
}

/** ContentInfo (RFC 5652 section 3). */
export function contentInfo(type: string, content: Uint8Array): Buffer {
  return sequence(oid(type), setOf(context(0), [content]));
}
