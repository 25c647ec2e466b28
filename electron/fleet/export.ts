import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { writeError } from '../disk/errors.ts';
import type { Device, DeviceColumn } from '../model/device.ts';
import type { DeviceQuery } from '../model/device-query.ts';
import type { DeviceReads } from '../store/contract.ts';
import { csvHeader, csvRow } from './csv.ts';

export interface ExportInput {
  query: DeviceQuery;
  columns: DeviceColumn[];
  format: 'csv' | 'json';
  withDocument: boolean;
  /** The header line of a CSV, by column. */
  headings: Partial<Record<DeviceColumn, string>>;
}

type Batch = { device: Device; document: string | null }[];

/**
 * The text of an export, piece by piece: memory stays flat whatever the fleet. CSV per RFC 4180 with a byte
 * order mark (spreadsheets then read it as UTF-8); JSON as one array, a device a line.
 */
export async function* exportText(
  reads: Pick<DeviceReads, 'stream'>,
  input: ExportInput,
  signal: AbortSignal | undefined,
  onRows: (rows: number) => void,
): AsyncGenerator<string> {
  let rows = 0;
  if (input.format === 'csv') yield `\uFEFF${csvHeader(input.columns, input.headings)}`;
  else yield '[';
  const stream = reads.stream({
    query: input.query,
    withDocument: input.withDocument,
    ...(signal === undefined ? {} : { signal }),
  });
  for await (const batch of stream) {
    signal?.throwIfAborted();
    yield input.format === 'csv'
      ? batch.map(({ device }) => csvRow(device, input.columns)).join('')
      : jsonRows(batch, input, rows === 0);
    rows += batch.length;
    onRows(rows);
  }
  if (input.format === 'json') yield '\n]\n';
}

/**
 * Writes an export beside its target and renames it when whole: a cancelled or failed export leaves what was
 * there. Throws cancelled, disk_full, folder_read_only, export_failed.
 */
export async function exportToFile(
  reads: Pick<DeviceReads, 'stream'>,
  input: ExportInput,
  path: string,
  signal: AbortSignal,
  onRows: (rows: number) => void,
): Promise<{ path: string; rows: number; bytes: number }> {
  const temporary = `${path}.part`;
  let rows = 0;
  const counted = exportText(reads, input, signal, (done) => {
    rows = done;
    onRows(done);
  });
  try {
    await pipeline(Readable.from(counted), createWriteStream(temporary, { mode: 0o600 }), { signal });
    await rename(temporary, path);
    return { path, rows, bytes: (await stat(path)).size };
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw writeError(error, path, 'export_failed');
  }
}

function jsonRows(batch: Batch, input: ExportInput, first: boolean): string {
  const line = ({ device, document }: Batch[number]): string => {
    const chosen = Object.fromEntries(input.columns.map((column) => [column, device[column]]));
    const head = JSON.stringify({ id: device.id, providerId: device.providerId, ...chosen });
    return document === null ? head : `${head.slice(0, -1)},"document":${document}}`;
  };
  const text = batch.map(line).join(',\n');
  return batch.length === 0 ? '' : `${first ? '\n' : ',\n'}${text}`;
}
