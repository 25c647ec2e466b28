import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { z } from 'zod';
import { DEVICE_COLUMNS, type DeviceColumn, deviceColumnSchema } from '../model/device.ts';
import {
  DEFAULT_SORT,
  type DeviceFilter,
  type DeviceQuery,
  type DeviceSort,
  type TimeRange,
} from '../model/device-query.ts';
import { MusterError } from '../model/errors.ts';
import type { OrgUnit } from '../model/org-unit.ts';

const DAY = 24 * 60 * 60 * 1000;

const optionsSchema = z.object({
  text: z.string().optional(),
  state: z.string().optional(),
  unit: z.string().optional(),
  children: z.boolean().default(true),
  model: z.string().array().optional(),
  os: z.string().optional(),
  syncedBefore: z.string().optional(),
  syncedAfter: z.string().optional(),
  neverSynced: z.boolean().optional(),
  updatesEndBefore: z.string().optional(),
  updatesEndAfter: z.string().optional(),
  serial: z.string().array().optional(),
  serials: z.string().optional(),
  sort: z.string().optional(),
});

/** Adds the filters of the Devices page to a command. */
export function withFilters(command: Command): Command {
  const collect = (value: string, all: string[] = []): string[] => [...all, value];
  return command
    .option('--text <words>', 'words found in serial, name, user, model, asset id or notes')
    .option(
      '--state <list>',
      'states, comma-separated: active, lost_mode, retired, pending, archived, provider:<WORD>',
    )
    .option('--unit <path>', 'organizational unit, with those below it')
    .option('--no-children', 'the unit alone')
    .option('--model <name>', 'model, may be repeated', collect)
    .option('--os <list>', 'OS versions or their beginnings at a dot, comma-separated')
    .option('--synced-before <time>', 'last sync before an ISO date, or an age such as 30d')
    .option('--synced-after <time>', 'last sync after')
    .option('--never-synced', 'also devices that never synced')
    .option('--updates-end-before <time>', 'auto-updates end before an ISO date')
    .option('--updates-end-after <time>', 'auto-updates end after')
    .option('--serial <serial>', 'exactly this serial, may be repeated', collect)
    .option('--serials <file>', 'a file with one serial a line, matched exactly')
    .option('--sort <column[:desc]>', `one of ${DEVICE_COLUMNS.join(', ')}`);
}

/** Reads the options into a query. Throws bad_input with the option at fault, file_unreadable. */
export function queryFrom(options: unknown, units: readonly OrgUnit[], now: number): DeviceQuery {
  const given = optionsSchema.parse(options);
  const filter: DeviceFilter = {};
  if (given.text) filter.text = given.text;
  if (given.state) filter.status = listOf(given.state);
  if (given.unit) filter.orgUnit = { id: unitId(given.unit, units), withChildren: given.children };
  if (given.model) filter.model = given.model;
  if (given.os) filter.osVersion = listOf(given.os);
  const lastSync = rangeOf(
    given.syncedAfter,
    given.syncedBefore,
    given.neverSynced ?? false,
    now,
    '--synced-…',
  );
  if (lastSync) filter.lastSync = lastSync;
  const updates = rangeOf(given.updatesEndAfter, given.updatesEndBefore, false, now, '--updates-end-…');
  if (updates) filter.autoUpdateUntil = updates;
  const serials = [...(given.serial ?? []), ...(given.serials ? serialsIn(given.serials) : [])];
  if (serials.length > 0 || given.serials) filter.serials = serials;
  return { filter, sort: sortOf(given.sort) };
}

/** The columns of a comma-separated list; all of them without one. */
export function columnsFrom(list: string | undefined): DeviceColumn[] {
  if (list === undefined) return [...DEVICE_COLUMNS];
  return listOf(list).map((name) => columnOf(name, '--columns'));
}

function columnOf(name: string, option: string): DeviceColumn {
  const parsed = deviceColumnSchema.safeParse(name);
  if (!parsed.success) throw new MusterError('bad_input', { field: option, problem: name });
  return parsed.data;
}

function sortOf(text: string | undefined): DeviceSort {
  if (text === undefined) return DEFAULT_SORT;
  const [name = '', direction = 'asc'] = text.split(':');
  if (direction !== 'asc' && direction !== 'desc')
    throw new MusterError('bad_input', { field: '--sort', problem: text });
  return { column: columnOf(name, '--sort'), direction: direction === 'asc' ? 'ascending' : 'descending' };
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function unitId(path: string, units: readonly OrgUnit[]): string {
  const found = units.find((unit) => unit.path.toLowerCase() === path.toLowerCase() || unit.id === path);
  if (found === undefined) throw new MusterError('bad_input', { field: '--unit', problem: path });
  return found.id;
}

function serialsIn(file: string): string[] {
  try {
    return readFileSync(file, 'utf8')
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '');
  } catch (error) {
    throw new MusterError(
      'file_unreadable',
      { path: file, reason: error instanceof Error ? error.message : String(error) },
      error,
    );
  }
}

function rangeOf(
  from: string | undefined,
  to: string | undefined,
  never: boolean,
  now: number,
  option: string,
): TimeRange | null {
  if (from === undefined && to === undefined && !never) return null;
  return { from: instantOf(from, now, option), to: instantOf(to, now, option), never };
}

/** `30d` is an age; anything else an ISO 8601 date, with or without a time. */
export function instantOf(text: string | undefined, now: number, option: string): number | null {
  if (text === undefined) return null;
  const age = /^(\d+)d$/.exec(text);
  const instant = age?.[1] === undefined ? Date.parse(text) : now - Number(age[1]) * DAY;
  // The engine's own parser takes far more than ISO dates, and guesses what they mean.
  const iso = age !== null || /^\d{4}-\d{2}-\d{2}(T.+)?$/.test(text);
  if (!iso || Number.isNaN(instant)) throw new MusterError('bad_input', { field: option, problem: text });
  return instant;
}
