import type { AppleDeviceRow, AppleIdentity, AppleRepository } from '../contract/apple.ts';
import { type Db, durably } from '../database/connect.ts';

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

/** See AppleRepository.orphans. */
export function orphanSweeper(db: Db): (before: number) => string[] {
  const sweep = db
    .prepare<[number], string>(
      `UPDATE apple_identities SET state = 'revoked'
       WHERE state = 'issued' AND purpose = 'enroll' AND issued_at < ? RETURNING serial`,
    )
    .pluck();
  return (before) => durably(db, () => sweep.all(before));
}
