import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { writeError } from '../disk/errors.ts';
import { csvLine } from './csv.ts';

export type TableFormat = 'csv' | 'json';

/** Rows that can be written as a file: as lines of cells, or as JSON objects. */
export interface Table<Row> {
  batches: AsyncIterable<readonly Row[]>;
  headings: readonly string[];
  /** One text a heading: times in ISO 8601 UTC, what is not known empty. */
  cells(row: Row): readonly string[];
  /** The row as one JSON text. */
  json(row: Row): string;
}

/** A written file. */
export interface Written {
  path: string;
  rows: number;
  bytes: number;
}

/**
 * The text of a table, piece by piece: memory stays flat whatever its length. CSV per RFC 4180 with a byte order mark
 * (spreadsheets then read it as UTF-8); JSON as one array, a row a line.
 */
export async function* tableText<Row>(
  table: Table<Row>,
  format: TableFormat,
  signal: AbortSignal | undefined,
  onRows: (rows: number) => void,
): AsyncGenerator<string> {
  let rows = 0;
  yield format === 'csv' ? `\uFEFF${csvLine(table.headings)}` : '[';
  for await (const batch of table.batches) {
    signal?.throwIfAborted();
    if (format === 'csv') yield batch.map((row) => csvLine(table.cells(row))).join('');
    else yield batch.map((row, place) => `${rows + place === 0 ? '\n' : ',\n'}${table.json(row)}`).join('');
    rows += batch.length;
    onRows(rows);
  }
  if (format === 'json') yield '\n]\n';
}

/**
 * Writes a table beside its target and renames it when whole: a cancelled or failed export leaves what was there.
 * Throws cancelled, disk_full, folder_read_only, export_failed.
 */
export async function writeTable<Row>(
  table: Table<Row>,
  format: TableFormat,
  path: string,
  signal: AbortSignal,
  onRows: (rows: number) => void,
): Promise<Written> {
  const temporary = `${path}.part`;
  let rows = 0;
  const counted = tableText(table, format, signal, (done) => {
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
