import { createPublicKey, type KeyObject, randomBytes } from 'node:crypto';
import * as asn1js from 'asn1js';
import {
  AttributeTypeAndValue,
  BasicConstraints,
  Certificate,
  CertificationRequest,
  Extension,
  ExtKeyUsage,
  GeneralName,
  GeneralNames,
  PublicKeyInfo,
  RelativeDistinguishedNames,
} from 'pkijs';

/** A certificate to be signed. Times are ms UTC, keys PEM or DER. */
export interface CertificateWish {
  /** Types are object identifiers. */
  subject: readonly (readonly [type: string, value: string])[];
  /** The certificate (PEM) of who issues it; null: it is its own. */
  issuer: string | null;
  notBefore: number;
  notAfter: number;
  /** SPKI, DER. */
  publicKey: Uint8Array<ArrayBuffer>;
  /** Of the issuer: P-256, PKCS #8, PEM. */
  signer: string;
  /** `server`: one at 127.0.0.1. */
  kind: 'authority' | 'server' | 'client';
}

const OID = {
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  extKeyUsage: '2.5.29.37',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
};
const SERIAL_BYTES = 16;

/** A certificate (RFC 5280), signed with ECDSA and SHA-256. PEM. */
export async function writeCertificate(wish: CertificateWish): Promise<string> {
  const serial = Uint8Array.from(randomBytes(SERIAL_BYTES));
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  const subject = nameOf(wish.subject);
  const certificate = new Certificate({
    version: 2,
    serialNumber: new asn1js.Integer({ valueHex: serial.buffer }),
    issuer: wish.issuer === null ? subject : Certificate.fromBER(derOf(wish.issuer)).subject,
    subject,
    subjectPublicKeyInfo: PublicKeyInfo.fromBER(wish.publicKey),
    extensions: extensionsOf(wish.kind),
  });
  certificate.notBefore.value = new Date(wish.notBefore);
  certificate.notAfter.value = new Date(wish.notAfter);
  certificate.signatureAlgorithm.algorithmId = '';
  await certificate.sign(await signingKey(wish.signer), 'SHA-256');
  return pemOf('CERTIFICATE', certificate.toSchema(true).toBER());
}

/** The key (SPKI, DER) a certificate signing request (PEM) is for. Throws an Error when it is not signed by that key. */
export async function requestedKey(csr: string): Promise<Uint8Array<ArrayBuffer>> {
  const request = CertificationRequest.fromBER(derOf(csr));
  if (!(await request.verify())) throw new Error('the request is not signed by the key it is for');
  return new Uint8Array(request.subjectPublicKeyInfo.toSchema().toBER());
}

/** The public half (SPKI, DER) of a private key. */
export function publicPart(key: KeyObject): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createPublicKey(key).export({ type: 'spki', format: 'der' }));
}

function nameOf(parts: CertificateWish['subject']): RelativeDistinguishedNames {
  return new RelativeDistinguishedNames({
    typesAndValues: parts.map(
      ([type, value]) => new AttributeTypeAndValue({ type, value: new asn1js.Utf8String({ value }) }),
    ),
  });
}

function extensionsOf(kind: CertificateWish['kind']): Extension[] {
  const basics = new BasicConstraints({ cA: kind === 'authority' });
  const constraints = extension(OID.basicConstraints, basics.toSchema().toBER(), true);
  if (kind === 'authority') return [constraints];
  const purpose = kind === 'server' ? OID.serverAuth : OID.clientAuth;
  const purposes = new ExtKeyUsage({ keyPurposes: [purpose] });
  const both = [constraints, extension(OID.extKeyUsage, purposes.toSchema().toBER(), false)];
  if (kind === 'client') return both;
  const address = new asn1js.OctetString({ valueHex: Uint8Array.from([127, 0, 0, 1]).buffer });
  const names = new GeneralNames({ names: [new GeneralName({ type: 7, value: address })] });
  return [...both, extension(OID.subjectAltName, names.toSchema().toBER(), false)];
}

function extension(extnID: string, extnValue: ArrayBuffer, critical: boolean): Extension {
  return new Extension({ extnID, critical, extnValue });
}

function signingKey(pem: string) {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  return crypto.subtle.importKey('pkcs8', derOf(pem), algorithm, false, ['sign']);
}

function derOf(pem: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64'));
}

function pemOf(label: string, der: ArrayBuffer): string {
  const lines = Buffer.from(der)
    .toString('base64')
    .replace(/.{64}(?=.)/g, '$&\n');
  return `-----BEGIN ${label}-----\n${lines}\n-----END ${label}-----\n`;
}
