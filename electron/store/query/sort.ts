import type { DeviceColumn } from '../../model/device.ts';
import type { DeviceSort } from '../../model/device-query.ts';
import { FETCHED_AT } from '../devices.ts';

/** What each column is ordered by: text without regard to ASCII case, versions by their numbers. */
const KEYS: Readonly<Record<DeviceColumn, string>> = {
  serial: 'd.serial COLLATE NOCASE',
  model: 'd.model COLLATE NOCASE',
  user: 'd.user COLLATE NOCASE',
  orgUnitPath: 'd.org_unit_path COLLATE NOCASE',
  osVersion: 'd.os_order',
  status: 'd.status',
  lastSyncAt: 'd.last_sync_at',
  assetId: 'd.asset_id COLLATE NOCASE',
  location: 'd.location COLLATE NOCASE',
  notes: 'd.notes COLLATE NOCASE',
  autoUpdateUntil: 'd.auto_update_until',
  enrolledAt: 'd.enrolled_at',
  providerStatus: 'd.provider_status',
  fetchedAt: FETCHED_AT,
};

/** How rows are ordered, in SQL that speaks of `d`, and of `c` when it needs the connection. */
export interface Order {
  by: string;
  needsConnection: boolean;
}

/**
 * What comes without a value is last in both directions; ties go by the age of the row, in the same direction.
 * When every device was seen by the newest complete run (`agesAreEven`), their ages differ only by what changed
 * since, which an index knows.
 */
export function orderOf({ column, direction }: DeviceSort, agesAreEven: boolean): Order {
  const evenAge = column === 'fetchedAt' && agesAreEven;
  const key = evenAge ? 'd.fetched_at' : KEYS[column];
  const by = direction === 'ascending' ? `${key} ASC NULLS LAST, d.seq ASC` : `${key} DESC, d.seq DESC`;
  return { by, needsConnection: column === 'fetchedAt' && !evenAge };
}
