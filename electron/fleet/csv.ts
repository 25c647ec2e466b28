import type { Device, DeviceColumn } from '../model/device.ts';

const TIMES: ReadonlySet<DeviceColumn> = new Set([
  'lastSyncAt',
  'autoUpdateUntil',
  'enrolledAt',
  'fetchedAt',
]);

/** The first line; a column without a heading of its own is called by its name. */
export function csvHeader(
  columns: readonly DeviceColumn[],
  headings: Partial<Record<DeviceColumn, string>>,
): string {
  return csvLine(columns.map((column) => headings[column] ?? column));
}

/** One device as a line: times in ISO 8601 UTC, what is not known empty. */
export function csvRow(device: Device, columns: readonly DeviceColumn[]): string {
  return csvLine(columns.map((column) => cellOf(device, column)));
}

function cellOf(device: Device, column: DeviceColumn): string {
  const value = device[column];
  if (value === null) return '';
  if (typeof value === 'number' && TIMES.has(column)) return new Date(value).toISOString();
  return String(value);
}

function csvLine(cells: readonly string[]): string {
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
