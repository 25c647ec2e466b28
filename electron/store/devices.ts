import type { Device } from '../model/device.ts';
import type { Db } from './database/connect.ts';

/** The columns that `devices` and `staged_devices` share. */
export const DEVICE_ROW_COLUMNS = [
  'seq',
  'id',
  'connection',
  'platform',
  'provider_id',
  'serial',
  'model',
  'user',
  'location',
  'asset_id',
  'notes',
  'org_unit_id',
  'org_unit_path',
  'state',
  'provider_status',
  'status',
  'os_version',
  'os_order',
  'last_sync_at',
  'enrolled_at',
  'auto_update_until',
  'search_text',
  'fingerprint',
  'document',
  'fetched_at',
  'name',
] as const;

/** When a device was last read from its provider: with the newest complete run, unless that missed it. */
export const FETCHED_AT = 'coalesce(d.checked_at, max(d.fetched_at, coalesce(c.verified_at, 0)))';

const SELECT_DEVICE = `SELECT d.id, c.id AS connectionId, d.platform, d.provider_id AS providerId, d.name, d.serial,
  d.model, d.user, d.location, d.asset_id AS assetId, d.notes, d.org_unit_id AS orgUnitId,
  d.org_unit_path AS orgUnitPath, d.state, d.provider_status AS providerStatus, d.status,
  d.os_version AS osVersion, d.last_sync_at AS lastSyncAt, d.enrolled_at AS enrolledAt,
  d.auto_update_until AS autoUpdateUntil, ${FETCHED_AT} AS fetchedAt, d.vanished_at AS vanishedAt
  FROM devices d JOIN connections c ON c.seq = d.connection`;

/** Reads devices as lists show them; `where` speaks of `d` (devices) and `c` (connections). */
export function selectDevices<Bind extends unknown[]>(db: Db, where: string) {
  return db.prepare<Bind, Device>(`${SELECT_DEVICE} WHERE ${where}`);
}
