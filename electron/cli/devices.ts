import type { Command } from 'commander';
import { exportText, exportToFile } from '../fleet/export.ts';
import { DEVICE_COLUMNS, type Device, type DeviceColumn, type DeviceDetail } from '../model/device.ts';
import type { DeviceQuery } from '../model/device-query.ts';
import { MusterError } from '../model/errors.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import type { Store } from '../store/contract.ts';
import type { CliContext } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { columnsFrom, queryFrom, withFilters } from './filters.ts';
import type { Act } from './program.ts';
import { wholeNumber } from './whole-number.ts';

/** What fits a terminal: the columns a new workspace shows first. */
const LISTED = DEVICE_COLUMNS.slice(0, 7);

/** `muster devices list | show | export`, over the cache alone: works offline. */
export function addDeviceCommands(program: Command, act: Act): void {
  const devices = program.command('devices').description('the devices in the cache');
  withFilters(devices.command('list').description('list devices'))
    .option('--limit <count>', 'how many rows, 0 for all', wholeNumber(), 100)
    .option('--offset <count>', 'from which row', wholeNumber(), 0)
    .action(act((context, options: { limit: number; offset: number }) => list(context, options)));
  devices
    .command('show <serial>')
    .description('one device with every field of its record, by exact serial or device id')
    .action(act((context, wanted: string) => show(context, wanted)));
  withFilters(
    devices
      .command('export')
      .description('write what a filter shows to a file, or to the output without one'),
  )
    .option('--format <format>', 'csv or json', 'csv')
    .option('--columns <list>', 'columns, comma-separated')
    .option('--documents', "JSON only: with Google's whole records")
    .option('--output <file>', 'the file to write')
    .action(act((context, options: ExportOptions) => exportDevices(context, options)));
}

interface ExportOptions {
  format: string;
  columns?: string;
  documents?: boolean;
  output?: string;
}

async function queryOf(store: Store, options: unknown): Promise<DeviceQuery> {
  const connection = await store.connections.google();
  const units = connection === null ? [] : await store.orgUnits.list(connection.id);
  return queryFrom(options, units, Date.now());
}

async function list(context: CliContext, options: { limit: number; offset: number }): Promise<ExitCode> {
  const { store } = await context.open();
  const query = await queryOf(store, options);
  const total = await store.devices.count(query.filter);
  const wanted = options.limit === 0 ? total : options.limit;
  const rows: Device[] = [];
  while (rows.length < wanted) {
    const limit = Math.min(500, wanted - rows.length);
    const window = await store.devices.window({ ...query, offset: options.offset + rows.length, limit });
    rows.push(...window.rows);
    if (window.rows.length < limit) break;
  }
  context.answer({ total, offset: options.offset, devices: rows });
  if (!context.json) printTable(rows, context);
  context.say(
    context.words.t(total === 0 ? 'cli:devices.none' : 'cli:devices.found', { shown: rows.length, total }),
  );
  return EXIT.complete;
}

function printTable(rows: readonly Device[], context: CliContext): void {
  if (rows.length === 0) return;
  const heading = LISTED.map((column) => context.words.t(`main:column.${column}`));
  const cells = [heading, ...rows.map((device) => LISTED.map((column) => cellOf(device, column)))];
  const widths = LISTED.map((_column, index) => Math.max(0, ...cells.map((row) => row[index]?.length ?? 0)));
  for (const row of cells)
    context.say(
      row
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join('  ')
        .trimEnd(),
    );
}

function cellOf(device: Device, column: DeviceColumn): string {
  const value = device[column];
  if (value === null) return '';
  return column === 'lastSyncAt' ? new Date(Number(value)).toISOString() : String(value);
}

async function show(context: CliContext, wanted: string): Promise<ExitCode> {
  const { store } = await context.open();
  const bySerial = await store.devices.find({ serial: wanted });
  const found = bySerial.length > 0 ? bySerial : await store.devices.find({ providerId: wanted });
  const details: DeviceDetail[] = [];
  for (const device of found) {
    const detail = await store.devices.detail(device.id);
    if (detail !== null) details.push(detail);
  }
  context.answer(details);
  if (details.length === 0) {
    context.note(context.words.t('cli:devices.notFound', { wanted }));
    return EXIT.badUsage;
  }
  for (const detail of details) context.say(JSON.stringify(detail.document, null, 2));
  return EXIT.complete;
}

async function exportDevices(context: CliContext, options: ExportOptions): Promise<ExitCode> {
  const { store } = await context.open();
  const { format } = options;
  if (format !== 'csv' && format !== 'json')
    throw new MusterError('bad_input', { field: '--format', problem: format });
  const { t } = context.words;
  const input = {
    query: await queryOf(store, options),
    columns: columnsFrom(options.columns),
    format,
    withDocument: options.documents ?? false,
    headings: Object.fromEntries(DEVICE_COLUMNS.map((column) => [column, t(`main:column.${column}`)])),
  } as const;
  if (options.output === undefined) return await toOutput(store, input, context.signal);
  const result = await exportToFile(
    store.devices,
    { ...input, columns: [...input.columns] },
    options.output,
    context.signal,
    () => undefined,
  );
  context.say(t('cli:devices.exported', { rows: result.rows, path: result.path }));
  context.answer(result);
  return EXIT.complete;
}

async function toOutput(
  store: OpenWorkspace['store'],
  input: Parameters<typeof exportText>[1],
  signal: AbortSignal,
): Promise<ExitCode> {
  for await (const text of exportText(store.devices, input, signal, () => undefined)) {
    if (!process.stdout.write(text)) await new Promise((resolve) => process.stdout.once('drain', resolve));
  }
  return EXIT.complete;
}
