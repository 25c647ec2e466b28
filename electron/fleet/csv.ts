import type { Device, DeviceColumn } from '../model/device.ts';

const TIMES: ReadonlySet<DeviceColumn> = new Set([
  'lastSyncAt',
  'autoUpdateUntil',
  'enrolledAt',
  'fetchedAt',
]);

/** One device as cells: times in ISO 8601 UTC, what is not known empty. */
export function deviceCells(device: Device, columns: readonly DeviceColumn[]): string[] {
  return columns.map((column) => cellOf(device, column));
}

function cellOf(device: Device, column: DeviceColumn): string {
  const value = device[column];
  if (value === null) return '';
  if (typeof value === 'number' && TIMES.has(column)) return new Date(value).toISOString();
  return String(value);
}

/** A line of a CSV file, ended as RFC 4180 section 2 has it. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(quoted).join(',')}\r\n`;
}

/**
 * RFC 4180 section 2 quoting. A cell that a spreadsheet would run as a formula gets a leading apostrophe
 * (OWASP, CSV injection): notes come from devices' users.
 */
function quoted(cell: string): string {
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
