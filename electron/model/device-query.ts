import { z } from 'zod';
import { deviceColumnSchema, devicePlatformSchema, deviceSchema } from './device.ts';

/** A range of instants, both ends optional; `never` also matches devices without the value. */
const timeRangeSchema = z.object({
  from: z.number().nullable(),
  to: z.number().nullable(),
  never: z.boolean().default(false),
  /** What the admin chose, such as `over30`: the interface computes the instants anew from it each day. */
  preset: z.string().max(40).optional(),
});
export type TimeRange = z.infer<typeof timeRangeSchema>;

/** The filters over the fleet; an absent filter does not restrict. Values within one filter are alternatives. */
export const deviceFilterSchema = z.object({
  /** Found anywhere in serial, name, user, model, asset id or notes; every word must be found. */
  text: z.string().max(200).optional(),
  /** Values of `Device.status`. Absent: everything but `archived`, unless `ids` are given. */
  status: z.array(z.string()).optional(),
  platform: z.array(devicePlatformSchema).optional(),
  orgUnit: z.object({ id: z.string(), withChildren: z.boolean() }).optional(),
  model: z.array(z.string()).optional(),
  /** A version or the beginning of one at a dot: `144` matches `144.0.7204.1`, not `1440`. */
  osVersion: z.array(z.string()).optional(),
  lastSync: timeRangeSchema.optional(),
  autoUpdateUntil: timeRangeSchema.optional(),
  /** Exact serials, never a part of one. */
  serials: z.array(z.string()).optional(),
  /** Devices of exactly these users, whatever the case: e-mail addresses or user names. */
  users: z.array(z.string()).optional(),
  /** Exactly these devices by `Device.id`, archived ones too: what an admin picked. The other filters hold as well. */
  ids: z.array(z.string()).optional(),
});
export type DeviceFilter = z.infer<typeof deviceFilterSchema>;

export const deviceSortSchema = z.object({
  column: deviceColumnSchema,
  direction: z.enum(['ascending', 'descending']),
});
export type DeviceSort = z.infer<typeof deviceSortSchema>;

export const deviceQuerySchema = z.object({ filter: deviceFilterSchema, sort: deviceSortSchema });
export type DeviceQuery = z.infer<typeof deviceQuerySchema>;

/** A window of the result: rows `offset` … in the query's order. */
export const deviceWindowInputSchema = deviceQuerySchema.extend({
  offset: z.int().min(0),
  limit: z.int().min(1).max(500),
});
export type DeviceWindowInput = z.infer<typeof deviceWindowInputSchema>;

/**
 * `total` is null when counting would cost more than a frame: ask `devices.count` then.
 * `atLeast` is always true of the total.
 */
export const deviceWindowSchema = z.object({
  rows: z.array(deviceSchema),
  total: z.int().nullable(),
  atLeast: z.int(),
});
export type DeviceWindow = z.infer<typeof deviceWindowSchema>;

/** How many devices each value of a column has, under the filter without that column's own restriction. */
export const facetColumnSchema = z.enum(['status', 'platform', 'model', 'osVersion', 'orgUnit']);
export type FacetColumn = z.infer<typeof facetColumnSchema>;
export const facetSchema = z.object({ value: z.string().nullable(), count: z.int() });
export type Facet = z.infer<typeof facetSchema>;

export const DEFAULT_SORT: DeviceSort = { column: 'serial', direction: 'ascending' };
