import type { Authority } from './pages/certificate.ts';
import type { PortalRoomDeps } from './room.ts';

/** Our own authority where it vouches for this server; null where the certificate was brought. */
export async function authorityToTrust({
  pki,
}: {
  pki: Pick<PortalRoomDeps['pki'], 'overview'>;
}): Promise<Authority | null> {
  const { authority, server } = await pki.overview();
  if (authority === null || server?.source !== 'own') return null;
  return { name: authority.subject, fingerprint: authority.fingerprint };
}
