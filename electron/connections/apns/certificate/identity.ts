import { X509Certificate } from 'node:crypto';
import { MusterError } from '../../../model/errors.ts';
import type { PushDeps } from '../deps.ts';
import { readKept, readKey } from './kept.ts';

/** What a connection to Apple needs. */
export interface PushIdentity {
  topic: string;
  /** PEM. */
  certificate: string;
  key: string;
  /** SHA-256 over the certificate’s DER, in hex. */
  fingerprint: string;
}

/** The certificate in use with its key; null when there is none. Throws certificate_no_key when its key is lost, and what the vault throws. */
export async function identityOf(deps: Pick<PushDeps, 'settings' | 'vault'>): Promise<PushIdentity | null> {
  const { certificate, topic } = await readKept(deps);
  if (certificate === null || topic === null) return null;
  const key = await readKey(deps, certificate.key);
  if (key === null) throw new MusterError('certificate_no_key');
  const { fingerprint256 } = new X509Certificate(certificate.pem);
  return { topic, certificate: certificate.pem, key, fingerprint: fingerprint256 };
}
