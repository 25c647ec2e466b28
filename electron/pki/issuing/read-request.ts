import { createPublicKey, type KeyObject } from 'node:crypto';
import { isSignedBy } from '../algorithms.ts';
import { OID } from '../asn1/oids.ts';
import { type Element, expected, inside, Malformed, oidOf, read, textOf } from '../asn1/read.ts';
import { nameText } from './subject.ts';

/** What a request for a certificate says (PKCS #10, RFC 2986 section 4); its signature is of its key. */
export interface CertificateRequest {
  /** In one line, as it wrote it. */
  subject: string;
  key: KeyObject;
  /** SPKI, DER. */
  publicKey: Uint8Array;
  /** challengePassword (RFC 2985 section 5.4.1). */
  challenge: string | null;
}

/** Throws Malformed, Unsupported. */
export function readCertificateRequest(request: Uint8Array): CertificateRequest {
  const [info, algorithm, signature] = inside(expected(read(request), 0x30));
  const [, subject, publicKey, attributes] = inside(expected(info, 0x30));
  const key = keyOf(expected(publicKey, 0x30).whole);
  const bits = expected(signature, 0x03).content;
  const told = { algorithm: expected(algorithm, 0x30), told: null };
  if (!isSignedBy(key, expected(info).whole, bits.subarray(1), told)) {
    throw new Malformed('the request is not signed with its key');
  }
  return {
    subject: nameText(expected(subject, 0x30).whole),
    key,
    publicKey: expected(publicKey).whole,
    challenge: challengeOf(attributes),
  };
}

function keyOf(spki: Uint8Array): KeyObject {
  try {
    return createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  } catch (error) {
    throw new Malformed('the key in the request is damaged', { cause: error });
  }
}

function challengeOf(attributes: Element | undefined): string | null {
  if (attributes === undefined) return null;
  const challenges = inside(expected(attributes, 0xa0))
    .map((attribute) => inside(attribute))
    .filter(([type]) => oidOf(type) === OID.challengePassword)
    .flatMap(([, values]) => inside(expected(values, 0x31)));
  if (challenges.length > 1) throw new Malformed('the request has several challenges');
  return challenges[0] === undefined ? null : textOf(challenges[0]);
}
