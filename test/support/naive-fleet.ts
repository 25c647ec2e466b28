import type { Device, DeviceColumn } from '../../electron/model/device.ts';
import type { DeviceFilter, DeviceQuery, TimeRange } from '../../electron/model/device-query.ts';
import { naturalKey } from '../../electron/model/natural-order.ts';
import type { OrgUnit } from '../../electron/model/org-unit.ts';
import { searchTextOf, searchWords } from '../../electron/model/search-text.ts';

/** What the store should answer, worked out the plain way over all devices, given in the order of their ids. */
export function naiveQuery(devices: Device[], units: OrgUnit[], { filter, sort }: DeviceQuery): Device[] {
  const found = devices.filter((device) => naiveMatch(device, units, filter));
  const sign = sort.direction === 'ascending' ? 1 : -1;
  return found
    .map((device, place) => ({ device, place, key: sortKey(device, sort.column) }))
    .sort((a, b) => {
      if (a.key === null || b.key === null) {
        if (a.key !== b.key) return a.key === null ? 1 : -1;
        return sign * (a.place - b.place);
      }
      return sign * (compare(a.key, b.key) || a.place - b.place);
    })
    .map(({ device }) => device);
}

export function naiveMatch(device: Device, units: OrgUnit[], filter: DeviceFilter): boolean {
  const { text, status, platform, orgUnit, model, osVersion, lastSync, autoUpdateUntil, serials, ids } =
    filter;
  if (status?.length ? !status.includes(device.status) : !ids && device.status === 'archived') return false;
  const found = searchTextOf(device);
  if (!searchWords(text ?? '').every((word) => found.includes(word))) return false;
  if (platform?.length && !platform.includes(device.platform)) return false;
  if (model?.length && !model.includes(device.model ?? '\0')) return false;
  const version = device.osVersion ?? '\0';
  if (osVersion?.length && !osVersion.some((v) => version === v || version.startsWith(`${v}.`))) return false;
  if (lastSync && !within(device.lastSyncAt, lastSync)) return false;
  if (autoUpdateUntil && !within(device.autoUpdateUntil, autoUpdateUntil)) return false;
  if (serials && !serials.includes(device.serial ?? '\0')) return false;
  if (ids && !ids.includes(device.id)) return false;
  return orgUnit === undefined || inUnit(device, units, orgUnit);
}

function inUnit(
  device: Device,
  units: OrgUnit[],
  { id, withChildren }: { id: string; withChildren: boolean },
): boolean {
  const unit = units.find((one) => one.id === id);
  if (unit === undefined) return device.orgUnitId === id;
  const own = units.find((one) => one.id === device.orgUnitId)?.path ?? device.orgUnitPath;
  if (own === null) return false;
  return own === unit.path || (withChildren && own.startsWith(unit.path === '/' ? '/' : `${unit.path}/`));
}

function within(value: number | null, { from, to, never }: TimeRange): boolean {
  if (from === null && to === null) return !never || value === null;
  if (value === null) return never;
  return (from === null || value >= from) && (to === null || value <= to);
}

const FOLDED: readonly DeviceColumn[] = [
  'serial',
  'name',
  'model',
  'user',
  'orgUnitPath',
  'assetId',
  'location',
  'notes',
];

function sortKey(device: Device, column: DeviceColumn): string | number | null {
  const value = device[column];
  if (typeof value !== 'string') return value;
  if (column === 'osVersion') return naturalKey(value);
  return FOLDED.includes(column) ? value.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : value;
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
}
