import { MusterError } from '../model/errors.ts';
import { createTurns } from '../model/turns.ts';
import type { Authority } from './authority.ts';
import { DAY_MS } from './issuing/certificate.ts';
import { signRevocationList } from './issuing/revocation-list.ts';
import type { Keep } from './kept.ts';
import type { PkiDeps } from './service.ts';

/** Why a certificate is not to be trusted any more (RFC 5280 section 5.3.1); removal is for delta lists alone. */
const REASONS: ReadonlySet<number> = new Set([0, 1, 2, 3, 4, 5, 6, 9, 10]);
export const SUPERSEDED = 4;

const LIST_DAYS = 7;

type Deps = Pick<PkiDeps, 'certificates' | 'draft' | 'clock' | 'changed'> & {
  keep: Keep;
  authority: () => Promise<Authority>;
};

/** Taking certificates back, and telling of it. */
export function createRevocation({ certificates, draft, clock, changed, keep, authority }: Deps) {
  const inTurn = createTurns();
  return {
    /** Throws `bad_input` for a reason that there is not. */
    async revoke(serial: string, reason: number): Promise<boolean> {
      if (!REASONS.has(reason)) throw new MusterError('bad_input', { field: 'reason' });
      const known = serial.toLowerCase();
      const revoked = await certificates.revoke({
        serial: known,
        at: clock.now(),
        reason,
        audit: draft('certificate.revoked', known, { reason }),
      });
      if (revoked) changed();
      return revoked;
    },
    async list(): Promise<Uint8Array> {
      const { name, publicKey, key } = await authority();
      // A later list must have a greater number and know no less: one after another.
      return inTurn(async () => {
        const number = await keep.nextListNumber();
        const now = clock.now();
        const revoked = await certificates.revoked(now);
        return signRevocationList(
          {
            issuer: name,
            issuerKey: publicKey,
            number,
            thisUpdate: now,
            nextUpdate: now + LIST_DAYS * DAY_MS,
            revoked: revoked.flatMap(({ serial, revokedAt, reason }) =>
              revokedAt === null ? [] : [{ serial, revokedAt, reason }],
            ),
          },
          key,
        );
      });
    },
  };
}
