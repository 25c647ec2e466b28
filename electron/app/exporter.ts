import { basename } from 'node:path';
import type { ExportResult } from '../bridge/shapes.ts';
import type { Console } from '../console.ts';
import type { Say } from '../fleet/past-tables.ts';
import { type Table, type TableFormat, writeTable } from '../fleet/table.ts';
import { type ExportName, pickExportTarget } from './dialogs.ts';
import type { HandlerHost } from './handlers.ts';

/** Writes what the admin asks for to a file he chooses. */
export interface Exporter {
  /** Null when he chose none. `total` tells how many rows there will be, where that is known. */
  write<Row>(
    name: ExportName,
    format: TableFormat,
    table: (say: Say) => Table<Row>,
    signal: AbortSignal,
    total?: () => Promise<number>,
  ): Promise<ExportResult | null>;
}

/** Every file written is noted in `ours`, so that it can be shown in the file manager, and in the log. */
export function createExporter(host: HandlerHost & { ours: Set<string> }): Exporter {
  const record = (console: Console, work: () => Promise<ExportResult>, what: string): Promise<ExportResult> =>
    console.need().recorder.around('export.written', work, (written) => ({
      object: null,
      detail: { what, file: written === null ? null : basename(written.path), rows: written?.rows ?? null },
    }));
  return {
    write: async (name, format, table, signal, total) => {
      const { console } = host;
      const words = host.words();
      const path = await pickExportTarget(host.window(), words, name, format);
      if (path === null) return null;
      const rows = (await total?.()) ?? null;
      const made = table((key, values) => words.t(key, values ?? {}));
      const onRows = (done: number): void =>
        console.events.emit('export.progress', { rows: done, total: rows });
      const written = await record(console, () => writeTable(made, format, path, signal, onRows), name);
      host.ours.add(path);
      return written;
    },
  };
}
