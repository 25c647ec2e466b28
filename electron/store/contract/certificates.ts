import type { AuditDraft } from '../../model/audit.ts';

export interface KeptCertificate {
  /** In hex, lower case. */
  serial: string;
  /** `service`: opens SCEP requests and signs profiles. */
  kind: 'server' | 'device' | 'service';
  subject: string;
  notBefore: number;
  notAfter: number;
  issuedAt: number;
  revokedAt: number | null;
  /** RFC 5280 section 5.3.1. */
  reason: number | null;
  pem: string;
}

/** What Muster’s authority has issued. */
export interface CertificateRepository {
  /** A serial twice is refused with `internal`: it would mean that randomness failed. */
  put(certificate: KeptCertificate): Promise<void>;
  get(serial: string): Promise<KeptCertificate | null>;
  revoke(input: { serial: string; at: number; reason: number; audit: AuditDraft | null }): Promise<boolean>;
  /** All revoked ones that have not run out at `at`. */
  revoked(at: number): Promise<Pick<KeptCertificate, 'serial' | 'revokedAt' | 'reason'>[]>;
}
