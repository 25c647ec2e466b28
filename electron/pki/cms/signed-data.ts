import { hashOf, type SignatureHash } from '../algorithms.ts';
import { OID } from '../asn1/oids.ts';
import { child, type Element, expected, inside, Malformed, octetsOf, oidOf, read } from '../asn1/read.ts';
import { type Attributes, readAttributes } from './attributes.ts';

/** A SignedData as it came (RFC 5652 section 5.1); nothing of it is verified. */
export interface SignedData {
  /** Null: detached, or without any. */
  content: Uint8Array | null;
  contentType: string;
  /** As they stand, DER; nothing but certificates of X.509. */
  certificates: Uint8Array[];
  /** SignerInfo each: see readSigner. */
  signers: Element[];
}

/** The content of a ContentInfo (RFC 5652 section 3), which must be of this type. Throws Malformed. */
export function contentOf(message: Uint8Array, type: string): Element {
  const info = expected(read(message), 0x30);
  if (oidOf(child(info, 0)) !== type) throw new Malformed('it is a message of another kind');
  return child(child(info, 1, 0xa0), 0, 0x30);
}

/** Throws Malformed. */
export function readSignedData(message: Uint8Array): SignedData {
  const [, , encapsulated, ...rest] = inside(contentOf(message, OID.signedData));
  const [type, wrapped] = inside(expected(encapsulated, 0x30));
  const certificates = rest.find(({ tag }) => tag === 0xa0);
  return {
    contentType: oidOf(type),
    content: wrapped === undefined ? null : octetStringOf(child(expected(wrapped, 0xa0), 0)),
    certificates:
      certificates === undefined
        ? []
        : inside(certificates)
            .filter(({ tag }) => tag === 0x30)
            .map(({ whole }) => whole),
    signers: inside(expected(rest.at(-1), 0x31)),
  };
}

function octetStringOf(element: Element): Uint8Array {
  if ((element.tag & ~0x20) !== 0x04) throw new Malformed('its content is no octet string');
  return octetsOf(element);
}

/** A SignerInfo (RFC 5652 section 5.3). */
export interface Signer {
  /** IssuerAndSerialNumber, or [0] SubjectKeyIdentifier. */
  id: Element;
  hash: SignatureHash;
  /** Null: the content itself is signed. */
  attributes: Attributes | null;
  /** AlgorithmIdentifier. */
  algorithm: Element;
  signature: Uint8Array;
}

/** Throws Malformed, Unsupported. */
export function readSigner(element: Element): Signer {
  const [, id, digest, ...rest] = inside(expected(element, 0x30));
  const hasAttributes = rest[0]?.tag === 0xa0;
  const [algorithm, signature] = hasAttributes ? rest.slice(1) : rest;
  return {
    id: expected(id),
    hash: hashOf(expected(digest, 0x30)),
    attributes: hasAttributes ? readAttributes(expected(rest[0])) : null,
    algorithm: expected(algorithm, 0x30),
    signature: octetStringOf(expected(signature)),
  };
}
