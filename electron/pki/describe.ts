import type { KeyObject, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import type { CertificateInfo } from '../model/certificate.ts';
import { OID } from './asn1/oids.ts';
import { child, type Element, inside, oidOf, read } from './asn1/read.ts';
import { shortAddress } from './issuing/names.ts';

/** What people are told of a certificate. */
export function describe(certificate: X509Certificate): CertificateInfo {
  return {
    subject: inOneLine(certificate.subject),
    issuer: inOneLine(certificate.issuer),
    names: namesOf(certificate),
    notBefore: Date.parse(certificate.validFrom),
    notAfter: Date.parse(certificate.validTo),
    serial: serialOf(certificate),
    fingerprint: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    key: keyKind(certificate.publicKey),
  };
}

/** In hex, lower case. */
export function serialOf(certificate: X509Certificate): string {
  return certificate.serialNumber.toLowerCase();
}

/** True when a device that asks for this name or address accepts the certificate for it (RFC 6125; no common names). */
export function isFor(certificate: X509Certificate, name: string): boolean {
  if (isIP(name) !== 0) return certificate.checkIP(name) !== undefined;
  return certificate.checkHost(name, { subject: 'never' }) !== undefined;
}

const CURVES: Readonly<Record<string, string>> = {
  prime256v1: 'P-256',
  secp384r1: 'P-384',
  secp521r1: 'P-521',
};

/** `RSA 2048`, `EC P-256`; other keys by the name they have in Node. */
export function keyKind(key: KeyObject): string {
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
  if (isRsa(key)) return `RSA ${modulusLength}`;
  if (key.asymmetricKeyType === 'ec' && namedCurve !== undefined) {
    return `EC ${CURVES[namedCurve] ?? namedCurve}`;
  }
  return key.asymmetricKeyType ?? 'unknown';
}

function isRsa({ asymmetricKeyType }: KeyObject): boolean {
  return asymmetricKeyType === 'rsa' || asymmetricKeyType === 'rsa-pss';
}

const FEWEST_RSA_BITS = 2048;

/** What makes a key too weak, `RSA 1024` say: RSA under 2,048 bits, and what is not RSA or a curve browsers speak. Null: it is fine. */
export function keyWeakness(key: KeyObject): string | null {
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
  const isStrong = isRsa(key)
    ? (modulusLength ?? 0) >= FEWEST_RSA_BITS
    : Object.hasOwn(CURVES, namedCurve ?? '');
  return isStrong ? null : keyKind(key);
}

const OLD_SIGNATURES: Readonly<Record<string, string>> = {
  [OID.md2WithRsa]: 'MD2',
  [OID.md5WithRsa]: 'MD5',
  [OID.sha1WithRsa]: 'SHA-1',
  [OID.sha1WithDsa]: 'SHA-1',
  [OID.sha1WithEcdsa]: 'SHA-1',
};

/** The name of the hash a certificate is signed with when it is one that devices refuse, or null. */
export function oldHashOf(certificate: X509Certificate): string | null {
  const algorithm = child(read(certificate.raw), 1);
  const [id, parameters] = inside(algorithm);
  const name = oidOf(id);
  // RSASSA-PSS names its hash apart; SHA-1 when it names none (RFC 4055 section 3.1).
  if (name === OID.rsaPss) return parameters === undefined || !namesHash(parameters) ? 'SHA-1' : null;
  return OLD_SIGNATURES[name] ?? null;
}

const SHA1 = '1.3.14.3.2.26';

function namesHash(parameters: Element): boolean {
  const hash = inside(parameters).find(({ tag }) => tag === 0xa0);
  return hash !== undefined && oidOf(child(child(hash, 0), 0)) !== SHA1;
}

/** `C=CH, O=Example, CN=Example`: Node writes one attribute a line. */
function inOneLine(name: string | undefined): string {
  return (name ?? '').split('\n').join(', ');
}

/** Node’s text is `DNS:a, IP Address:::1`, with names that hold odd characters as JSON texts. */
function namesOf({ subjectAltName = '' }: X509Certificate): string[] {
  const entries = subjectAltName.matchAll(/(?:^|, )(?:DNS|IP Address):("(?:[^"\\]|\\.)*"|[^,]*)/g);
  return [...entries].map(([, name = '']) => shortAddress(name));
}
