import { z } from 'zod';
import { actionSpecSchema } from './action.ts';
import { targetReasonSchema, targetStateSchema } from './command.ts';
import { deviceColumnSchema, deviceSchema } from './device.ts';
import { deviceFilterSchema, deviceSortSchema } from './device-query.ts';

/** The values of a device whose changes are kept. `providerStatus` is the provider’s word; our state follows from it. */
export const HISTORY_FIELDS = [
  'providerStatus',
  'orgUnitPath',
  'user',
  'osVersion',
  'assetId',
  'location',
  'notes',
  'serial',
  'model',
  'autoUpdateUntil',
  'enrolledAt',
] as const;
export const historyFieldSchema = z.enum(HISTORY_FIELDS);
export type HistoryField = z.infer<typeof historyFieldSchema>;

/** `registered` and `reregistered` are told by the time of enrollment; `vanished` and `returned` by a complete run. */
export const HISTORY_KINDS = [
  'registered',
  'reregistered',
  'changed',
  'vanished',
  'returned',
  'command',
] as const;
export const historyKindSchema = z.enum(HISTORY_KINDS);
export type HistoryKind = z.infer<typeof historyKindSchema>;

/** One line of a timeline. Times are ms UTC; `before` and `after` are texts (times as ms in digits). */
export const historyEntrySchema = z.object({
  /** Unique, and stable between reads. */
  id: z.string(),
  /** When it was seen; for a registration when it happened, by the provider. */
  at: z.number(),
  kind: historyKindSchema,
  deviceId: z.string(),
  serial: z.string().nullable(),
  model: z.string().nullable(),
  /** Set for `changed`. */
  field: historyFieldSchema.nullable(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  /** What told us: a sync run, a command read back, the provider’s own dates, or the device itself. */
  source: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('run'), runId: z.string() }),
    z.object({ kind: z.literal('command'), commandId: z.string() }),
    z.object({ kind: z.literal('provider') }),
    /** The device itself, when it came to the listener. */
    z.object({ kind: z.literal('check_in') }),
  ]),
  /** Set for `command`. */
  command: z
    .object({
      id: z.string(),
      spec: actionSpecSchema,
      state: targetStateSchema,
      reason: targetReasonSchema.nullable(),
      message: z.string().nullable(),
      actor: z.string(),
    })
    .nullable(),
});
export type HistoryEntry = z.infer<typeof historyEntrySchema>;

/** What is absent does not restrict; values within one list are alternatives. */
export const historyFilterSchema = z.object({
  /** Found in the device’s search text, or in a value before or after. */
  text: z.string().max(200).optional(),
  kinds: z.array(historyKindSchema).optional(),
  /** What has no field is left out then; `enrolledAt` takes those registered anew as well. */
  fields: z.array(historyFieldSchema).optional(),
  /** ms UTC, both ends included. */
  from: z.number().optional(),
  to: z.number().optional(),
  deviceId: z.string().optional(),
  runId: z.string().optional(),
});
export type HistoryFilter = z.infer<typeof historyFilterSchema>;

/** A page of a timeline, newest first; `cursor` continues it, null at its end. */
export const historyPageSchema = z.object({
  entries: z.array(historyEntrySchema),
  cursor: z.string().nullable(),
});
export type HistoryPage = z.infer<typeof historyPageSchema>;
export const historyInputSchema = z.object({
  filter: historyFilterSchema,
  cursor: z.string().nullable().default(null),
  limit: z.int().min(1).max(500),
});
export type HistoryInput = z.infer<typeof historyInputSchema>;

/** The difference between what two complete runs saw: one row a device. */
export const diffRowSchema = z.object({
  /** As it is now, or was when it vanished. */
  device: deviceSchema,
  /** `added` after the earlier run, `vanished` by the later one, else `changed`; `returned` had vanished before. */
  kind: z.enum(['added', 'changed', 'vanished', 'returned']),
  /** Its first value and its last; none for a device that came or went. */
  changes: z.array(
    z.object({
      field: historyFieldSchema,
      before: z.string().nullable(),
      after: z.string().nullable(),
    }),
  ),
});
export type DiffRow = z.infer<typeof diffRowSchema>;
export const diffInputSchema = z.object({
  /** Ids of complete runs, not older than what is kept; the order does not matter. */
  from: z.string(),
  to: z.string(),
  filter: z.object({
    text: z.string().max(200).optional(),
    kinds: z.array(diffRowSchema.shape.kind).optional(),
    fields: z.array(historyFieldSchema).optional(),
  }),
  offset: z.int().min(0),
  limit: z.int().min(1).max(500),
});
export type DiffInput = z.infer<typeof diffInputSchema>;
export const diffSchema = z.object({
  rows: z.array(diffRowSchema),
  /** Devices under the filter. */
  total: z.int(),
  /** Devices by kind, whatever the filter. */
  counts: z.object({ added: z.int(), changed: z.int(), vanished: z.int(), returned: z.int() }),
  /** Changed devices by field, whatever the filter. */
  fields: z.array(z.object({ field: historyFieldSchema, count: z.int() })),
});
export type Diff = z.infer<typeof diffSchema>;

/**
 * The fleet as it was known at an instant. Devices have the values they had then; `lastSyncAt` is not kept and is
 * null, `fetchedAt` is `at`. `since` is the beginning of what is kept: before it nothing is known (null: nothing yet).
 */
export const fleetAtInputSchema = z.object({
  at: z.number(),
  filter: deviceFilterSchema.pick({
    text: true,
    status: true,
    orgUnit: true,
    model: true,
    osVersion: true,
    serials: true,
  }),
  sort: deviceSortSchema,
  offset: z.int().min(0),
  limit: z.int().min(1).max(500),
});
export type FleetAtInput = z.infer<typeof fleetAtInputSchema>;
export const fleetAtSchema = z.object({
  rows: z.array(deviceSchema),
  total: z.int(),
  since: z.number().nullable(),
  /** The complete run whose list it rests on, or null. */
  run: z.object({ id: z.string(), endedAt: z.number().nullable() }).nullable(),
});
export type FleetAt = z.infer<typeof fleetAtSchema>;

/** The columns that a fleet of the past can show. */
export const FLEET_AT_COLUMNS = deviceColumnSchema.options.filter(
  (column) => column !== 'lastSyncAt' && column !== 'fetchedAt',
);
