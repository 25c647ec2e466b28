import type { DeviceColumn } from '../../model/device.ts';
import type { DeviceSort } from '../../model/device-query.ts';
import { FETCHED_AT } from '../devices.ts';

/** What each column is ordered by: text without regard to ASCII case, versions by their numbers. */
const KEYS: Readonly<Record<DeviceColumn, string>> = {
  serial: 'd.serial COLLATE NOCASE',
  name: 'd.name COLLATE NOCASE',
  platform: 'd.platform',
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

/** Those no index is kept for. */
const WITHOUT_INDEX: readonly DeviceColumn[] = ['name', 'platform', 'providerStatus', 'fetchedAt'];

/** How rows are ordered, in SQL that speaks of `d`, and of `c` when it needs the connection. */
export interface Order {
  by: string;
  needsConnection: boolean;
  /** False when all rows have to be sorted to know the first. */
  indexed: boolean;
}

/** A column's key as an expression over `d`, and the collation it is ordered by. */
export function keyOf(column: DeviceColumn): { key: string; collation: string } {
  const [key = '', collation] = KEYS[column].split(' COLLATE ');
  return { key, collation: collation === undefined ? '' : ` COLLATE ${collation}` };
}

/** What comes without a value is last in both directions; ties go by the age of the row, in the same direction. */
export function orderOf({ column, direction }: DeviceSort): Order {
  const key = KEYS[column];
  const by = direction === 'ascending' ? `${key} ASC NULLS LAST, d.seq ASC` : `${key} DESC, d.seq DESC`;
  return { by, needsConnection: column === 'fetchedAt', indexed: !WITHOUT_INDEX.includes(column) };
}
