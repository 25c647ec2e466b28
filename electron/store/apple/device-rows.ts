import type { AppleDeviceRow } from '../contract/apple.ts';
import type { Db } from '../database/connect.ts';

const SELECT = `SELECT device_id AS deviceId, udid, state, user_id AS userId, life, identity,
    identity_until AS identityUntil, topic, enrolled_at AS enrolledAt, ended_at AS endedAt,
    last_seen_at AS lastSeenAt, inventory_asked_at AS inventoryAskedAt, renewal_asked_at AS renewalAskedAt,
    unlock_token AS unlockToken, bootstrap_token AS bootstrapToken FROM apple_devices`;

/** Reads devices as the services need them; `rest` follows FROM. */
export function deviceRows<Bind extends unknown[]>(
  db: Db,
  rest: string,
): (...bind: Bind) => AppleDeviceRow[] {
  const statement = db.prepare<Bind, AppleDeviceRow>(`${SELECT} ${rest}`);
  return (...bind) => statement.all(...bind);
}
