import type { AuditRow } from '../model/audit.ts';
import type { Target } from '../model/command.ts';
import type { Device, DeviceColumn } from '../model/device.ts';
import type { DiffRow, HistoryEntry, HistoryField } from '../model/history.ts';
import { deviceCells } from './csv.ts';
import { deviceJson } from './export.ts';
import type { Table } from './table.ts';

/** Gives the text of a key in the admin's language. */
export type Say = (key: string | string[], values?: Record<string, unknown>) => string;

const TIME_FIELDS: ReadonlySet<HistoryField> = new Set(['autoUpdateUntil', 'enrolledAt']);

/** A timeline, a line an entry. */
export function historyTable(batches: AsyncIterable<HistoryEntry[]>, say: Say): Table<HistoryEntry> {
  return {
    batches,
    headings: headingsOf(
      ['time', 'serial', 'model', 'kind', 'field', 'before', 'after', 'source', 'command', 'state', 'reason'],
      say,
    ),
    cells: (entry) => [
      iso(entry.at),
      entry.serial ?? '',
      entry.model ?? '',
      say(`actions:kind.${entry.kind}`),
      entry.field === null ? '' : say(`actions:field.${entry.field}`),
      textOf(entry.field, entry.before),
      textOf(entry.field, entry.after),
      sourceOf(entry),
      entry.command === null ? '' : say(`actions:action.${entry.command.spec.action}`),
      entry.command === null ? '' : say(`actions:state.${entry.command.state}`),
      entry.command?.message ?? reasonOf(entry.command?.reason ?? null, say),
    ],
    json: (entry) => JSON.stringify(entry),
  };
}

/** A difference of two runs, a line a change; devices that came or went have one line. */
export function diffTable(batches: AsyncIterable<DiffRow[]>, say: Say): Table<DiffRow> {
  return {
    batches: linesOf(batches),
    headings: headingsOf(['serial', 'model', 'user', 'unit', 'kind', 'field', 'before', 'after'], say),
    cells: ({ device, kind, changes: [change] }) => [
      device.serial ?? '',
      device.model ?? '',
      device.user ?? '',
      device.orgUnitPath ?? '',
      say(`actions:diffKind.${kind}`),
      change === undefined ? '' : say(`actions:field.${change.field}`),
      textOf(change?.field ?? null, change?.before ?? null),
      textOf(change?.field ?? null, change?.after ?? null),
    ],
    json: (row) => JSON.stringify(row),
  };
}

/** The fleet as it was, with the columns chosen. */
export function fleetAtTable(
  batches: AsyncIterable<Device[]>,
  columns: readonly DeviceColumn[],
  say: Say,
): Table<Device> {
  return {
    batches,
    headings: columns.map((column) => say(`main:column.${column}`)),
    cells: (device) => deviceCells(device, columns),
    json: (device) => deviceJson(device, columns),
  };
}

/** The console's log with all that its hashes cover. */
export function auditTable(batches: AsyncIterable<AuditRow[]>, say: Say): Table<AuditRow> {
  const names = [
    'row',
    'time',
    'actor',
    'account',
    'origin',
    'host',
    'deed',
    'object',
    'detail',
    'result',
    'hash',
  ];
  return {
    batches,
    headings: headingsOf(names, say),
    cells: (row) => [
      String(row.seq),
      iso(row.at),
      row.actor,
      row.account ?? '',
      row.origin,
      row.host,
      row.deed,
      row.object ?? '',
      JSON.stringify(row.detail),
      row.result,
      row.hash,
    ],
    json: (row) => JSON.stringify(row),
  };
}

/** The targets of a command. */
export function targetsTable(batches: AsyncIterable<Target[]>, say: Say): Table<Target> {
  const names = [
    'serial',
    'model',
    'user',
    'unit',
    'deviceId',
    'state',
    'reason',
    'words',
    'sent',
    'ended',
    'expires',
  ];
  return {
    batches,
    headings: headingsOf(names, say),
    cells: (target) => [
      target.facts.serial ?? '',
      target.facts.model ?? '',
      target.facts.user ?? '',
      target.facts.orgUnitPath ?? '',
      target.facts.providerId,
      say(`actions:state.${target.state}`),
      reasonOf(target.reason, say),
      target.message ??
        [target.providerState, target.providerResult].filter((word) => word !== null).join(' '),
      iso(target.sentAt),
      iso(target.endedAt),
      iso(target.expiresAt),
    ],
    json: (target) => JSON.stringify(target),
  };
}

function headingsOf(names: readonly string[], say: Say): string[] {
  return names.map((name) => say(`main:heading.${name}`));
}

async function* linesOf(batches: AsyncIterable<DiffRow[]>): AsyncGenerator<DiffRow[]> {
  for await (const batch of batches) {
    yield batch.flatMap((row) =>
      row.changes.length < 2 ? [row] : row.changes.map((change) => ({ ...row, changes: [change] })),
    );
  }
}

function iso(time: number | null): string {
  return time === null ? '' : new Date(time).toISOString();
}

/** Values of times are kept as milliseconds in digits. */
function textOf(field: HistoryField | null, value: string | null): string {
  if (value === null) return '';
  return field !== null && TIME_FIELDS.has(field) ? iso(Number(value)) : value;
}

function sourceOf({ source }: HistoryEntry): string {
  if (source.kind === 'run') return source.runId;
  return source.kind === 'command' ? source.commandId : '';
}

/** Reasons why a device was refused have their texts in a group of their own. */
function reasonOf(reason: Target['reason'], say: Say): string {
  if (reason === null) return '';
  return say([`actions:reason.${reason}`, `actions:refusal.${reason}`]);
}
