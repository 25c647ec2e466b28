import { z } from 'zod';

/** A certificate as people are told of it. Times are ms UTC. */
export const certificateInfoSchema = z.object({
  subject: z.string(),
  issuer: z.string(),
  /** DNS names and addresses of its subjectAltName. */
  names: z.array(z.string()),
  notBefore: z.number(),
  notAfter: z.number(),
  /** In hex, lower case. */
  serial: z.string(),
  /** SHA-256 over its DER, in hex, lower case. */
  fingerprint: z.string(),
  /** e.g. `RSA 3072`, `EC P-256`. */
  key: z.string(),
});
export type CertificateInfo = z.infer<typeof certificateInfoSchema>;

/** Where the listener’s certificate comes from. */
export const certificateSourceSchema = z.enum(['own', 'brought']);
export type CertificateSource = z.infer<typeof certificateSourceSchema>;

/** What the Registration page shows of certificates. */
export const pkiOverviewSchema = z.object({
  /** Muster’s own authority; null until it was first needed. */
  authority: certificateInfoSchema.nullable(),
  server: z
    .object({
      source: certificateSourceSchema,
      certificate: certificateInfoSchema,
      /** `renews`: own, replaced by itself at that time. */
      renewsAt: z.number().nullable(),
    })
    .nullable(),
  /** One brought earlier and kept, though the own is in use, and the other way round. */
  brought: certificateInfoSchema.nullable(),
  revoked: z.int(),
});
export type PkiOverview = z.infer<typeof pkiOverviewSchema>;

/** Days before the end from which an admin is warned, and before which the own certificate is renewed by itself. */
export const CERTIFICATE_WARN_DAYS = 21;
export const CERTIFICATE_RENEW_DAYS = 30;

/** Files an admin picked, in the main process until they are taken. */
export const pickedCertificateSchema = z.object({
  handle: z.string(),
  names: z.array(z.string()),
  needsPassword: z.boolean(),
});
export type PickedCertificate = z.infer<typeof pickedCertificateSchema>;
