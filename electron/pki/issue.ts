import { MusterError } from '../model/errors.ts';
import { OID } from './asn1/oids.ts';
import type { Authority } from './authority.ts';
import { BACKDATED_MS, newSerial, signCertificate } from './issuing/certificate.ts';
import {
  authorityKeyIdentifier,
  basicConstraints,
  extendedKeyUsage,
  type KeyUsage,
  keyUsage,
  subjectAltName,
  subjectKeyIdentifier,
} from './issuing/extensions.ts';
import { pemOf } from './issuing/signing.ts';
import type { PkiDeps } from './service.ts';

export interface Wanted {
  kind: 'server' | 'device' | 'service';
  commonName: string;
  /** For subjectAltName; servers alone have some. */
  names: readonly string[];
  /** SPKI, DER. */
  publicKey: Uint8Array;
  usages?: readonly KeyUsage[];
  /** ms UTC; not after the authority’s own end. */
  notAfter: number;
}

/** What its holder may do with it in TLS. A service signs and opens messages alone, for which there is no purpose. */
const PURPOSES: Readonly<Record<Wanted['kind'], string[]>> = {
  server: [OID.serverAuth],
  device: [OID.clientAuth],
  service: [],
};

/** Signs a certificate and records it before anybody is given it. Throws `certificate_expired` when the authority has run out. */
export type Issue = (authority: Authority, wanted: Wanted) => Promise<{ pem: string; serial: string }>;

export function createIssue({
  certificates,
  clock,
  random,
}: Pick<PkiDeps, 'certificates' | 'clock' | 'random'>): Issue {
  return async (authority, { kind, commonName, names, publicKey, usages, ...wanted }) => {
    const now = clock.now();
    if (now >= authority.notAfter) {
      throw new MusterError('certificate_expired', { until: dayOf(authority.notAfter) });
    }
    const serialBytes = newSerial(random.bytes);
    const notBefore = wholeSecond(now - BACKDATED_MS);
    const notAfter = wholeSecond(wanted.notAfter);
    const certificate = await signCertificate(
      {
        serial: serialBytes,
        issuer: authority.name,
        commonName,
        notBefore,
        notAfter,
        publicKey,
        extensions: [
          basicConstraints(false),
          keyUsage(usages ?? ['digitalSignature', 'keyEncipherment']),
          ...PURPOSES[kind].map(extendedKeyUsage),
          ...(names.length === 0 ? [] : [subjectAltName(names)]),
          subjectKeyIdentifier(publicKey),
          authorityKeyIdentifier(authority.publicKey),
        ],
      },
      authority.key,
    );
    const serial = Buffer.from(serialBytes).toString('hex');
    const pem = pemOf('CERTIFICATE', certificate);
    const subject = `CN=${commonName}`;
    await certificates.put({
      serial,
      kind,
      subject,
      notBefore,
      notAfter,
      issuedAt: now,
      revokedAt: null,
      reason: null,
      pem,
    });
    return { pem, serial };
  };
}

/** Certificates know no parts of a second. */
function wholeSecond(ms: number): number {
  return Math.floor(ms / 1000) * 1000;
}

/** A time as a day, for messages (ISO 8601, UTC). */
export function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
