import { hash, X509Certificate } from 'node:crypto';
import { createRecent } from '../model/recent.ts';
import { OID } from './asn1/oids.ts';
import type { Authority } from './authority.ts';
import type { PkiService } from './contract.ts';
import { describe } from './describe.ts';

/** As many as a fleet may have; each takes some hundred bytes. */
const MOST = 20_000;

/** How long a certificate of ours lasts, ms UTC; null when it is not ours, or not for a device. */
type Term = { notBefore: number; notAfter: number } | null;

/** See PkiService.judgeDevice. A certificate’s signature is verified when it is first seen, and not again while it is in use. */
export function createDeviceJudge(authority: () => Promise<Authority>): PkiService['judgeDevice'] {
  const recent = createRecent<{ term: Term }>(MOST);
  let root: X509Certificate | null = null;
  return async (certificate, at) => {
    const own = root ?? (await authority()).certificate;
    root = own;
    const { term } = recent(hash('sha256', certificate), () => ({ term: termOf(certificate, own) }));
    if (term === null) return 'unknown';
    if (at < term.notBefore) return 'not_yet';
    return at > term.notAfter ? 'expired' : 'good';
  };
}

function termOf(bytes: Uint8Array, root: X509Certificate): Term {
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(bytes);
  } catch {
    // Whatever it is, it is none of ours.
    return null;
  }
  if (!certificate.checkIssued(root) || !certificate.verify(root.publicKey)) return null;
  // Node calls extendedKeyUsage so; undefined when the certificate has none.
  const purposes: readonly string[] | undefined = certificate.keyUsage;
  if (purposes?.includes(OID.clientAuth) !== true) return null;
  const { notBefore, notAfter } = describe(certificate);
  return { notBefore, notAfter };
}
