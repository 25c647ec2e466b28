import type { X509Certificate } from 'node:crypto';
import { MusterError } from '../../model/errors.ts';
import { OID } from '../asn1/oids.ts';
import { describe, isFor, keyWeakness, oldHashOf } from '../describe.ts';
import { dayOf } from '../issue.ts';
import { certifiableNames } from '../issuing/names.ts';
import type { Matched } from './chain.ts';

const SERVER_PURPOSES: readonly string[] = [OID.serverAuth, OID.anyExtendedKeyUsage];

/**
 * Refuses what every device would refuse: certificate_expired, certificate_weak , certificate_name_missing.
 */
export function judge({ leaf, authorities }: Matched, name: string | null, now: number): void {
  const { notAfter, names } = describe(leaf);
  if (notAfter <= now) throw new MusterError('certificate_expired', { until: dayOf(notAfter) });
  const reason = [leaf, ...authorities].flatMap(weaknesses)[0] ?? purposeProblem(leaf);
  if (reason !== null) throw new MusterError('certificate_weak', { reason });
  const wanted = name === null ? undefined : (certifiableNames([name])[0] ?? name);
  if (wanted !== undefined && !isFor(leaf, wanted)) {
    throw new MusterError('certificate_name_missing', { name: wanted, names: names.join(', ') });
  }
}

/** Weak keys, and MD5 and SHA-1 (Apple’s App Transport Security, among others). */
function weaknesses(certificate: X509Certificate): string[] {
  return [keyWeakness(certificate.publicKey), oldHashOf(certificate)].filter((found) => found !== null);
}

function purposeProblem(leaf: X509Certificate): string | null {
  // Node calls extendedKeyUsage so; undefined when the certificate has none, and then it is for everything.
  const purposes: readonly string[] | undefined = leaf.keyUsage;
  if (purposes === undefined || purposes.some((purpose) => SERVER_PURPOSES.includes(purpose))) return null;
  return 'it is not made for servers (extended key usage)';
}
