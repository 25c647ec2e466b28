import type { CertificateInfo, CertificateSource, PkiOverview } from '../../../../electron/bridge/domain';

/**
 * The certificate that is served, or will be as soon as the listener is on; null when it is still to be made. `renewsAt`:
 * when it is replaced by itself, in ms UTC.
 */
export function inUse(
  { server, brought }: PkiOverview,
  source: CertificateSource,
): { certificate: CertificateInfo; renewsAt: number | null } | null {
  if (server?.source === source) return server;
  return source === 'brought' && brought !== null ? { certificate: brought, renewsAt: null } : null;
}
