import { CERTIFICATE_RENEW_DAYS, type PkiOverview } from '../model/certificate.ts';
import { describe } from './describe.ts';
import { DAY_MS } from './issuing/certificate.ts';
import type { Keep } from './kept.ts';
import type { PkiDeps } from './service.ts';

/** What there is of certificates, read without the vault. */
export async function overviewOf({
  keep,
  certificates,
  clock,
}: Pick<PkiDeps, 'certificates' | 'clock'> & { keep: Keep }): Promise<PkiOverview> {
  const [root, own, brought, source, revoked] = await Promise.all([
    keep.shown('root'),
    keep.shown('server'),
    keep.shown('brought'),
    keep.source(),
    certificates.revoked(clock.now()),
  ]);
  const info = (certificate: typeof root) => (certificate === null ? null : describe(certificate));
  const served = info(source === 'brought' ? brought : own);
  return {
    authority: info(root),
    server:
      served === null
        ? null
        : {
            source: source ?? 'own',
            certificate: served,
            renewsAt: source === 'brought' ? null : served.notAfter - CERTIFICATE_RENEW_DAYS * DAY_MS,
          },
    brought: info(brought),
    revoked: revoked.length,
  };
}
