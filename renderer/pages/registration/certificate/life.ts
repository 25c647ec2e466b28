import { CERTIFICATE_WARN_DAYS, type CertificateInfo } from '../../../../electron/bridge/domain';

const DAY = 86_400_000;

/** Whole days until a certificate ends; negative once it has ended. */
export function daysLeft({ notAfter }: Pick<CertificateInfo, 'notAfter'>, now: number): number {
  return Math.floor((notAfter - now) / DAY);
}

/** `ends`: within the days in which an admin is warned. `early`: not valid yet, by this computer’s clock. */
export function lifeOf(
  { notBefore, notAfter }: Pick<CertificateInfo, 'notBefore' | 'notAfter'>,
  now: number,
): 'valid' | 'ends' | 'over' | 'early' {
  if (now >= notAfter) return 'over';
  if (now < notBefore) return 'early';
  return daysLeft({ notAfter }, now) < CERTIFICATE_WARN_DAYS ? 'ends' : 'valid';
}

/** A fingerprint as other programs show it: `AB:CD:…`. */
export function spacedFingerprint(fingerprint: string): string {
  return (fingerprint.toUpperCase().match(/.{1,2}/g) ?? []).join(':');
}

/** The common name of a subject or issuer such as `CN=Riverside, O=Muster`; the whole where it has none. */
export function commonName(subject: string): string {
  return /(?:^|[,+\n]\s*)CN=([^,+\n]+)/.exec(subject)?.[1]?.trim() ?? subject;
}
