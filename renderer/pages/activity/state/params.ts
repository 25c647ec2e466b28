import { z } from 'zod';
import {
  DEFAULT_SORT,
  type DeviceColumn,
  type DiffInput,
  FLEET_AT_COLUMNS,
  type FleetAtInput,
  HISTORY_FIELDS,
  HISTORY_KINDS,
  type HistoryFilter,
} from '../../../../electron/bridge/domain';
import type { AuditFilter } from '../../../queries/audit';
import type { RouteParams } from '../../../stores/route';

/** New values of parameters; undefined removes one. */
export type ParamsChange = Readonly<Record<string, string | undefined>>;

/** The parameters with a change made; empty ones are left out. */
export function withParams(params: RouteParams, change: ParamsChange): RouteParams {
  const next = Object.entries({ ...params, ...change }).filter(
    ([, value]) => value !== undefined && value !== '',
  );
  return Object.fromEntries(next.map(([name, value]) => [name, value ?? '']));
}

const DIFF_KINDS = ['added', 'changed', 'vanished', 'returned'] as const;

/** What the fleet's timeline is filtered by. */
export function historyFilterOf(params: RouteParams): HistoryFilter {
  return {
    text: params.text,
    kinds: wordsIn(params.kinds, HISTORY_KINDS),
    fields: wordsIn(params.fields, HISTORY_FIELDS),
    ...rangeOf(params),
    deviceId: params.device,
    runId: params.run,
  };
}

/** The two runs to compare, as far as they are chosen, and what of the difference is shown. */
export function compareOf(params: RouteParams): {
  from: string | undefined;
  to: string | undefined;
  filter: DiffInput['filter'];
} {
  const filter = {
    text: params.text,
    kinds: wordsIn(params.kinds, DIFF_KINDS),
    fields: wordsIn(params.fields, HISTORY_FIELDS),
  };
  return { from: params.from, to: params.to, filter };
}

const SHOWN_AT_FIRST: readonly DeviceColumn[] = FLEET_AT_COLUMNS.slice(0, 8);

/** What is asked of the fleet of a date and what of it is shown; `at` is undefined until a date is chosen. */
export function fleetAtOf(
  params: RouteParams,
): Pick<FleetAtInput, 'filter' | 'sort'> & { at: number | undefined; columns: readonly DeviceColumn[] } {
  const unit = params.unit;
  const filter = {
    text: params.text,
    status: textsIn(params.status),
    model: textsIn(params.model),
    osVersion: textsIn(params.os),
    orgUnit: unit === undefined ? undefined : { id: unit, withChildren: params.below !== 'no' },
  };
  const columns = wordsIn(params.columns, FLEET_AT_COLUMNS) ?? SHOWN_AT_FIRST;
  return { at: timeIn(params.at), filter, sort: sortIn(params.sort), columns };
}

/** What the log is filtered by. */
export function auditFilterOf(params: RouteParams): AuditFilter {
  return { text: params.text, deeds: textsIn(params.deeds), ...rangeOf(params) };
}

function rangeOf(params: RouteParams): { from?: number; to?: number } {
  return { from: timeIn(params.from), to: timeIn(params.to) };
}

/** Writes a list of words; undefined for none. */
export function wordList(words: readonly string[]): string | undefined {
  return words.length === 0 ? undefined : words.join(',');
}

/** Writes a list of texts that may hold any sign. */
export function textList(texts: readonly string[]): string | undefined {
  return texts.length === 0 ? undefined : JSON.stringify(texts);
}

/** Writes a time. */
export function timeText(time: number | null): string | undefined {
  return time === null ? undefined : String(time);
}

/** Writes an order: `serial`, or `-serial` from the end. */
export function sortText({ column, direction }: FleetAtInput['sort']): string {
  return direction === 'ascending' ? column : `-${column}`;
}

function sortIn(text: string | undefined): FleetAtInput['sort'] {
  const column = FLEET_AT_COLUMNS.find((name) => name === text?.replace(/^-/, ''));
  if (column === undefined) return DEFAULT_SORT;
  return { column, direction: text?.startsWith('-') ? 'descending' : 'ascending' };
}

function wordsIn<Word extends string>(text: string | undefined, all: readonly Word[]): Word[] | undefined {
  const words = text?.split(',') ?? [];
  const found = all.filter((word) => words.includes(word));
  return found.length === 0 ? undefined : found;
}

const textsSchema = z.array(z.string()).min(1);

function textsIn(text: string | undefined): string[] | undefined {
  if (text === undefined) return undefined;
  try {
    return textsSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function timeIn(text: string | undefined): number | undefined {
  const time = text === undefined || text === '' ? Number.NaN : Number(text);
  return Number.isFinite(time) ? time : undefined;
}
