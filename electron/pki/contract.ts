import type { CertificateInfo, PickedCertificate, PkiOverview } from '../model/certificate.ts';
import type { Cms } from './cms/contract.ts';
import type { Scep } from './scep/contract.ts';

/** A server certificate with what a TLS server needs. All PEM. */
export interface ServerCredentials {
  /** The certificate first, then its chain. */
  chain: string;
  key: string;
  info: CertificateInfo;
}

/**
 * Muster’s own authority and the listener’s certificate. Private keys are in the vault and in the TLS server’s memory,
 * nowhere else. Certificates are backdated an hour, for devices whose clock is behind.
 */
export interface PkiService {
  overview(): Promise<PkiOverview>;
  /**
   * The certificate to serve under these names. The own one is made when it is missing, lacks a name, or ends within
   * CERTIFICATE_RENEW_DAYS; a brought one is served as it is, expired or not. Throws what the vault throws, and
   * `certificate_no_key` when `brought` is wanted and none was.
   */
  server(input: { source: 'own' | 'brought'; names: readonly string[] }): Promise<ServerCredentials>;
  /** A new own certificate now, whatever is left of the old one, which is revoked (superseded). */
  renew(names: readonly string[]): Promise<CertificateInfo>;
  /**
   * Takes in a picked PFX, or PEM files (certificate, chain, key in one or several files), with the password of its key.
   * Throws certificate_unreadable, certificate_wrong_password, certificate_no_key, certificate_key_mismatch,
   * certificate_expired, certificate_weak (RSA under 2,048 bits, SHA-1, MD5, curves that browsers do not speak, not made for
   * servers), certificate_name_missing (when `name` is not in it), and `not_found` when other files were picked since.
   */
  bring(input: { handle: string; password: string | null; name: string | null }): Promise<CertificateInfo>;
  /** Keeps files of the admin’s choice in memory for `bring`. Throws certificate_unreadable. */
  pick(files: readonly { name: string; bytes: Uint8Array }[]): PickedCertificate;
  /** The root’s certificate (DER and PEM), made when missing. */
  root(): Promise<{ der: Uint8Array; pem: string; info: CertificateInfo }>;
  /** Issues for a device’s public key (SPKI, DER). The subject is ours, never the device’s own. */
  issueDevice(input: {
    publicKey: Uint8Array;
    commonName: string;
    days: number;
  }): Promise<{ pem: string; serial: string }>;
  /**
   * Whether a certificate (DER) is one that this authority issued to a device, in time at `at`: `unknown`: another’s.
   * A revoked one is told by who keeps the identities.
   */
  judgeDevice(certificate: Uint8Array, at: number): Promise<'good' | 'expired' | 'not_yet' | 'unknown'>;
  readonly cms: Cms;
  readonly scep: Scep;
  /** False when it is unknown or revoked already. */
  revoke(serial: string, reason: number): Promise<boolean>;
  /** The revocation list (DER, RFC 5280 section 5), signed now, good for a week. */
  crl(): Promise<Uint8Array>;
}
