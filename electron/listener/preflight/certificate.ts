import { X509Certificate } from 'node:crypto';
import { CERTIFICATE_WARN_DAYS } from '../../model/certificate.ts';
import { describe, isFor, keyWeakness, oldHashOf } from '../../pki/describe.ts';
import { attention, bad, dayOf, type Finding, good, unknown } from './finding.ts';
import type { PreflightDeps } from './preflight.ts';
import type { Shown } from './probe.ts';
import { reasonOf, type Scene } from './scene.ts';

const DAY_MS = 86_400_000;
/** OpenSSL’s word for a certificate that nobody but itself vouches for. */
const SELF_SIGNED = 'DEPTH_ZERO_SELF_SIGNED_CERT';

/** The certificate as a device sees it that comes by the public name; as the bound address shows it where that fails. */
export async function checkCertificate(
  scene: Scene,
  { pki, clock }: Pick<PreflightDeps, 'pki' | 'clock'>,
): Promise<Finding> {
  if (!scene.listening) return unknown('certificateOff', {}, 'listenerOn');
  let shown: Shown;
  try {
    shown = await scene.outside().catch(scene.here);
  } catch (error) {
    return unknown('certificateUnseen', { reason: reasonOf(error) });
  }
  const faulty = faultOf(shown.certificate, scene.overview.settings.publicName, clock.now());
  if (faulty !== null) return faulty;
  return vouched(shown, new X509Certificate((await pki.root()).pem));
}

/** What every device refuses it for, or soon will. */
function faultOf(certificate: X509Certificate, name: string, now: number): Finding | null {
  const { names, notBefore, notAfter } = describe(certificate);
  const until = dayOf(notAfter);
  if (notAfter <= now) return bad('certificateExpired', { until }, 'certificateNew');
  if (notBefore > now) return bad('certificateNotYet', { from: dayOf(notBefore) }, 'clockSet');
  if (!isFor(certificate, name))
    return bad('certificateOtherName', { name, names: names.join(', ') }, 'certificateName');
  const reason = keyWeakness(certificate.publicKey) ?? oldHashOf(certificate);
  if (reason !== null) return bad('certificateWeak', { reason }, 'certificateNew');
  const days = Math.floor((notAfter - now) / DAY_MS);
  if (days < CERTIFICATE_WARN_DAYS) return attention('certificateEnds', { until, days }, 'certificateNew');
  return null;
}

/** Who vouches for it. */
function vouched({ certificate, distrust }: Shown, root: X509Certificate): Finding {
  const { issuer, notAfter } = describe(certificate);
  const details = { issuer, until: dayOf(notAfter) };
  if (distrust === null) return good('certificateTrusted', details);
  const isOwn = certificate.checkIssued(root) && certificate.verify(root.publicKey);
  if (isOwn) return attention('certificateOwn', details, 'certificateTrust');
  if (distrust === SELF_SIGNED) return bad('certificateAlone', details, 'certificateNew');
  return attention('certificatePrivate', { ...details, reason: distrust }, 'certificateChain');
}
