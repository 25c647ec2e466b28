import { type AppleDocument, appleDocumentSchema } from '../../model/apple/record.ts';
import type { AppleChannelRow, AppleDeviceRow, AppleRepository } from '../contract/apple.ts';
import { type Db, durably } from '../database/connect.ts';
import { deviceRows } from './device-rows.ts';
import { OPEN_ORDER } from './order-rows.ts';

type Input<Name extends keyof AppleRepository> = Parameters<AppleRepository[Name]>[0];
type Stale = Pick<AppleDeviceRow, 'deviceId' | 'enrolledAt'>;
type Ending = Pick<AppleDeviceRow, 'deviceId' | 'enrolledAt' | 'userId' | 'identityUntil'>;

const CHANNELS = `SELECT c.seq AS id, d.device_id AS deviceId, c.user_guid AS guid, c.short_name AS shortName,
    c.long_name AS longName, c.token, c.push_magic AS pushMagic, c.token_at AS tokenAt,
    c.last_seen_at AS lastSeenAt, c.push_due_at AS pushDueAt, c.push_tries AS pushTries, c.pushed_at AS pushedAt,
    c.push_trouble AS pushTrouble,
    (SELECT count(*) FROM apple_queue q WHERE q.channel = c.seq AND q.${OPEN_ORDER}) AS waiting
  FROM apple_devices d JOIN apple_channels c ON c.device = d.seq WHERE d.device_id = ? ORDER BY c.seq`;
const STALE = `SELECT device_id AS deviceId, enrolled_at AS enrolledAt FROM apple_devices
  WHERE state = 'active' AND (inventory_asked_at IS NULL OR inventory_asked_at < @before)
  ORDER BY inventory_asked_at, seq LIMIT @limit`;
const ENDING = `SELECT device_id AS deviceId, enrolled_at AS enrolledAt, user_id AS userId, identity_until AS identityUntil
  FROM apple_devices WHERE state = 'active' AND identity_until < @before
    AND (renewal_asked_at IS NULL OR renewal_asked_at < @askedBefore)
  ORDER BY identity_until, seq LIMIT @limit`;

/** What reads of devices answer; see AppleRepository for each. */
export function deviceReads(db: Db) {
  const byId = deviceRows<[string]>(db, 'WHERE device_id = ?');
  const document = db.prepare<[string], { body: string; lastSeenAt: number | null }>(
    `SELECT o.body, d.last_sync_at AS lastSeenAt FROM devices d JOIN documents o ON o.seq = d.document
     WHERE d.id = ? AND d.platform <> 'chromeos'`,
  );
  const channels = db.prepare<[string], AppleChannelRow>(CHANNELS);
  const stale = db.prepare<[object], Stale>(STALE);
  const ending = db.prepare<[object], Ending>(ENDING);
  return {
    device: (deviceId: string): AppleDeviceRow | null => byId(deviceId)[0] ?? null,
    document: (deviceId: string): AppleDocument | null => {
      const kept = document.get(deviceId);
      if (kept === undefined) return null;
      // A device that was merely seen has no new document.
      return { ...appleDocumentSchema.parse(JSON.parse(kept.body)), lastSeenAt: kept.lastSeenAt };
    },
    channels: (deviceId: string): AppleChannelRow[] => channels.all(deviceId),
    staleInventory: (input: Input<'staleInventory'>): Stale[] => stale.all(input),
    endingIdentities: (input: Input<'endingIdentities'>): Ending[] => ending.all(input),
  };
}

/** Notes of what devices were asked for; see AppleRepository for each. */
export function deviceNotes(db: Db) {
  const inventory = db.prepare<[number, string]>(
    `UPDATE apple_devices SET inventory_asked_at = ?
     WHERE device_id IN (SELECT value FROM json_each(?))`,
  );
  const renewal = db.prepare<[number, string]>(
    'UPDATE apple_devices SET renewal_asked_at = ? WHERE device_id = ?',
  );
  return {
    noteInventory: ({ deviceIds, at }: Input<'noteInventory'>): void => {
      durably(db, () => inventory.run(at, JSON.stringify(deviceIds)));
    },
    noteRenewal: ({ deviceId, at }: Input<'noteRenewal'>): void => {
      durably(db, () => renewal.run(at, deviceId));
    },
  };
}
