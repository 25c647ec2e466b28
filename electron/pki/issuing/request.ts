import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { OID } from '../asn1/oids.ts';
import * as der from '../asn1/write.ts';
import { pemOf, signed } from './signing.ts';

/**
 * A request for a certificate (PKCS #10, RFC 2986) for an RSA key (PEM, or ready to sign with), PEM; `email` is ASCII. It is signed in another
 * thread.
 */
export async function writeCertificateRequest(wanted: {
  privateKey: KeyObject | string;
  commonName: string;
  email?: string;
}): Promise<string> {
  const { privateKey, commonName, email } = wanted;
  const key = typeof privateKey === 'string' ? createPrivateKey(privateKey) : privateKey;
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const part = (id: string, value: Buffer) => der.set(der.sequence(der.oid(id), value));
  const subject = der.sequence(
    ...(email === undefined ? [] : [part(OID.emailAddress, der.ia5(email))]),
    part(OID.commonName, der.utf8(commonName)),
  );
  const request = await signed(() => der.sequence(der.integer(0), subject, publicKey, der.explicit(0)), key);
  return pemOf('CERTIFICATE REQUEST', request);
}
