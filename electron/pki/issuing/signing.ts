import { generateKeyPair, type KeyObject, sign } from 'node:crypto';
import { promisify } from 'node:util';
import { OID } from '../asn1/oids.ts';
import * as der from '../asn1/write.ts';

/** A private RSA key. */
export type SigningKey = KeyObject;

const generate = promisify(generateKeyPair);
const signAside = promisify(sign);

/** A new RSA key, made in another thread: SPKI as DER, PKCS #8 as PEM. */
export async function newRsaKey(bits: 2048 | 3072): Promise<{ publicKey: Buffer; privateKey: string }> {
  return generate('rsa', {
    modulusLength: bits,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

/** SEQUENCE { what is signed, algorithm, signature }: the form of certificates, requests for them and revocation lists alike. */
export async function signed(content: (algorithm: Buffer) => Buffer, key: SigningKey): Promise<Buffer> {
  const algorithm = der.sequence(der.oid(OID.sha256WithRsa), der.nothing());
  const body = content(algorithm);
  return der.sequence(body, algorithm, der.bits(await signAside('sha256', body, key)));
}

/** DER as PEM (RFC 7468). */
export function pemOf(
  label: 'CERTIFICATE' | 'CERTIFICATE REQUEST' | 'PRIVATE KEY',
  bytes: Uint8Array,
): string {
  const lines = Buffer.from(bytes)
    .toString('base64')
    .replace(/.{64}(?=.)/g, '$&\n');
  return `-----BEGIN ${label}-----\n${lines}\n-----END ${label}-----\n`;
}
