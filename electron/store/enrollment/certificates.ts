import { MusterError } from '../../model/errors.ts';
import { appendAudit } from '../chain/append.ts';
import { type Db, durably } from '../database/connect.ts';
import type { CertificateRepository, KeptCertificate } from '../registration-contract.ts';

type Answer<Name extends keyof CertificateRepository> = Awaited<ReturnType<CertificateRepository[Name]>>;
type Revoked = Answer<'revoked'>[number];

const INSERT = `INSERT INTO certificates (serial, kind, subject, not_before, not_after, issued_at, revoked_at,
    reason, pem)
  VALUES (@serial, @kind, @subject, @notBefore, @notAfter, @issuedAt, @revokedAt, @reason, @pem)
  ON CONFLICT (serial) DO NOTHING`;

/** What reads of certificates answer; see CertificateRepository for each. */
export function certificateQueries(db: Db) {
  const get = db.prepare<[string], KeptCertificate>(
    `SELECT serial, kind, subject, not_before AS notBefore, not_after AS notAfter, issued_at AS issuedAt,
       revoked_at AS revokedAt, reason, pem FROM certificates WHERE serial = ?`,
  );
  const revoked = db.prepare<[number], Revoked>(
    `SELECT serial, revoked_at AS revokedAt, reason FROM certificates
     WHERE revoked_at IS NOT NULL AND not_after > ? ORDER BY revoked_at, seq`,
  );
  return {
    get: (serial: string): Answer<'get'> => get.get(serial) ?? null,
    revoked: (at: number): Answer<'revoked'> => revoked.all(at),
  };
}

/** Writes to certificates; see CertificateRepository for each. */
export function certificateMoves(db: Db) {
  const insert = db.prepare<[KeptCertificate]>(INSERT);
  const revoke = certificateRevoker(db);
  return {
    put: (certificate: KeptCertificate): void => {
      const { changes } = durably(db, () => insert.run(certificate));
      if (changes === 0) throw new MusterError('internal', { reason: 'a serial number twice' });
    },
    revoke: (input: Revocation): boolean => durably(db, () => revoke(input)),
  };
}

type Revocation = Parameters<CertificateRepository['revoke']>[0];

/** Revokes a certificate once; answers whether it did. Part of a transaction. */
export function certificateRevoker(db: Db): (input: Revocation) => boolean {
  const revoke = db.prepare<[number, number, string]>(
    'UPDATE certificates SET revoked_at = ?, reason = ? WHERE serial = ? AND revoked_at IS NULL',
  );
  return ({ serial, at, reason, audit }) => {
    const revoked = revoke.run(at, reason, serial).changes > 0;
    if (revoked && audit) appendAudit(db, audit);
    return revoked;
  };
}
