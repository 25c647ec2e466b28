import type { Device, DeviceColumn } from '../model/device.ts';
import type { DeviceQuery } from '../model/device-query.ts';
import type { DeviceReads } from '../store/contract.ts';
import { deviceCells } from './csv.ts';
import { type Table, type TableFormat, tableText, type Written, writeTable } from './table.ts';

export interface ExportInput {
  query: DeviceQuery;
  columns: DeviceColumn[];
  format: TableFormat;
  withDocument: boolean;
  /** The header line of a CSV, by column; a column without one is called by its name. */
  headings: Partial<Record<DeviceColumn, string>>;
}

interface DeviceRow {
  device: Device;
  document: string | null;
}

/** The text of an export of devices, piece by piece. */
export function exportText(
  reads: Pick<DeviceReads, 'stream'>,
  input: ExportInput,
  signal: AbortSignal | undefined,
  onRows: (rows: number) => void,
): AsyncGenerator<string> {
  return tableText(devicesTable(reads, input, signal), input.format, signal, onRows);
}

/** Writes devices to a file. Throws what `writeTable` throws. */
export function exportToFile(
  reads: Pick<DeviceReads, 'stream'>,
  input: ExportInput,
  path: string,
  signal: AbortSignal,
  onRows: (rows: number) => void,
): Promise<Written> {
  return writeTable(devicesTable(reads, input, signal), input.format, path, signal, onRows);
}

/** Devices as a table of these columns. */
export function devicesTable(
  reads: Pick<DeviceReads, 'stream'>,
  { query, columns, withDocument, headings }: Omit<ExportInput, 'format'>,
  signal: AbortSignal | undefined,
): Table<DeviceRow> {
  return {
    batches: reads.stream({ query, withDocument, ...(signal === undefined ? {} : { signal }) }),
    headings: columns.map((column) => headings[column] ?? column),
    cells: ({ device }) => deviceCells(device, columns),
    json: ({ device, document }) => {
      const text = deviceJson(device, columns);
      return document === null ? text : `${text.slice(0, -1)},"document":${document}}`;
    },
  };
}

/** A device as one JSON text: its ids and the chosen columns. */
export function deviceJson(device: Device, columns: readonly DeviceColumn[]): string {
  const chosen = Object.fromEntries(columns.map((column) => [column, device[column]]));
  return JSON.stringify({ id: device.id, providerId: device.providerId, ...chosen });
}
