import type { X509Certificate } from 'node:crypto';
import { z } from 'zod';
import type { PushOverview } from '../../../model/apple/push.ts';

const TOPIC_BEGINS = 'com.apple.mgmt.';

/** One value of a name, or several of one kind. */
const subjectSchema = z.looseObject({
  UID: z.union([z.string(), z.array(z.string())]).optional(),
  CN: z.union([z.string(), z.array(z.string())]).optional(),
});

/**
 * The push topic of a certificate: the user ID (0.9.2342.19200300.100.1.1) of its subject (MDM Protocol Reference). Null:
 * it is no push certificate for device management.
 */
export function topicOf(certificate: X509Certificate): string | null {
  const { UID } = subjectOf(certificate);
  const values = UID === undefined ? [] : [UID].flat();
  return values.find((value) => value.startsWith(TOPIC_BEGINS)) ?? null;
}

/** Its common name, or its whole subject where it has none. */
export function nameOf(certificate: X509Certificate): string {
  const { CN } = subjectOf(certificate);
  return CN === undefined ? inOneLine(certificate.subject) : [CN].flat().join(', ');
}

/** What people are told of it; times are ms UTC. */
export function shownOf(certificate: X509Certificate): NonNullable<PushOverview['certificate']> {
  return {
    subject: inOneLine(certificate.subject),
    serial: certificate.serialNumber.toLowerCase(),
    notBefore: Date.parse(certificate.validFrom),
    notAfter: Date.parse(certificate.validTo),
    fingerprint: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
  };
}

/** Its last moment, in ms UTC. */
export function endOf(certificate: X509Certificate): number {
  return Date.parse(certificate.validTo);
}

/** ISO 8601, the day alone. */
export function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function subjectOf(certificate: X509Certificate): z.infer<typeof subjectSchema> {
  return subjectSchema.parse({ ...certificate.toLegacyObject().subject });
}

/** Node writes one attribute a line. */
function inOneLine(name: string | undefined): string {
  return (name ?? '').split('\n').join(', ');
}
