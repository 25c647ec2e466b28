import type { AppleDeviceRow, AppleIdentity, AppleRepository } from '../contract/apple.ts';
import { type Db, durably } from '../database/connect.ts';
import { certificateRevoker } from '../enrollment/certificates.ts';

type OfTicket = Awaited<ReturnType<AppleRepository['ofTicket']>>;

const SELECT = `SELECT fingerprint, serial, purpose, ticket_id AS ticketId, user_id AS userId, device_id AS deviceId,
    state, issued_at AS issuedAt, not_after AS notAfter FROM apple_identities`;

/** What reads of identities answer; see AppleRepository for each. */
export function identityReads(db: Db) {
  const byFingerprint = db.prepare<[string], AppleIdentity>(`${SELECT} WHERE fingerprint = ?`);
  // The one that a device has come with goes before one that was issued later and never used.
  const ofTicket = db.prepare<[string], AppleIdentity>(
    `${SELECT} WHERE ticket_id = ? ORDER BY device_id IS NULL, seq DESC LIMIT 1`,
  );
  const newest = db.prepare<[string], { expiresAt: number }>(
    'SELECT expires_at AS expiresAt FROM apple_challenges WHERE ticket_id = ? ORDER BY seq DESC LIMIT 1',
  );
  const device = db.prepare<[string], Pick<AppleDeviceRow, 'deviceId' | 'state'>>(
    'SELECT device_id AS deviceId, state FROM apple_devices WHERE device_id = ?',
  );
  return {
    identity: (fingerprint: string): AppleIdentity | null => byFingerprint.get(fingerprint) ?? null,
    ofTicket: (ticketId: string): OfTicket => {
      const challenge = newest.get(ticketId);
      if (challenge === undefined) return null;
      const identity = ofTicket.get(ticketId) ?? null;
      const deviceId = identity?.deviceId ?? null;
      return { ...challenge, identity, device: deviceId === null ? null : (device.get(deviceId) ?? null) };
    },
  };
}

/** See AppleRepository.revokeOrphans. */
export function orphanRevoker(db: Db): (input: Parameters<AppleRepository['revokeOrphans']>[0]) => number {
  const end = db
    .prepare<[number], string>(
      `UPDATE apple_identities SET state = 'revoked'
       WHERE state = 'issued' AND purpose = 'enroll' AND issued_at < ? RETURNING serial`,
    )
    .pluck();
  const revoke = certificateRevoker(db);
  return ({ before, audit, ...how }) =>
    durably(db, () => {
      const serials = end.all(before);
      for (const serial of serials) revoke({ ...how, serial, audit: { ...audit, object: serial } });
      return serials.length;
    });
}
