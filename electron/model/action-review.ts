import { z } from 'zod';
import { actionSpecSchema, annotationChangeSchema } from './action.ts';
import { refusalSchema, targetFactsSchema } from './command.ts';
import { deviceFilterSchema } from './device-query.ts';

/** What an admin picked for an action. */
export const selectionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ids'), ids: z.array(z.string()).min(1).max(100_000) }),
  z.object({ kind: z.literal('filter'), filter: deviceFilterSchema }),
  /** Serials, one a line or parted by commas, semicolons, tabs; matched exactly. */
  z.object({ kind: z.literal('serials'), text: z.string().max(5_000_000) }),
  /** A CSV with a heading: a column that names the device and the annotations to write. */
  z.object({ kind: z.literal('annotations'), text: z.string().max(20_000_000) }),
  /** The failed and expired targets of a command, all or these. */
  z.object({ kind: z.literal('failed'), commandId: z.string(), targets: z.array(z.int()).optional() }),
]);
export type Selection = z.infer<typeof selectionSchema>;

/** One line of a review: a frozen target, or what could not become one. */
export const reviewRowSchema = z.object({
  /** Null for a serial that no single device has. */
  facts: targetFactsSchema.nullable(),
  /** What the admin wrote: a serial or a provider id; null when he picked the device itself. */
  given: z.string().nullable(),
  change: annotationChangeSchema.nullable(),
  refusal: refusalSchema.nullable(),
});
export type ReviewRow = z.infer<typeof reviewRowSchema>;

/** Why a command cannot be given at all. */
const capSchema = z.object({
  name: z.enum(['targets_per_command', 'grave_per_day']),
  limit: z.int(),
  /** Already used in the last 24 hours. */
  used: z.int(),
  wanted: z.int(),
});

/** What the admin sees before anything is decided; its rows are read apart. Times are ms UTC. */
export const reviewSchema = z.object({
  id: z.string(),
  spec: actionSpecSchema,
  createdAt: z.number(),
  ready: z.int(),
  refused: z.int(),
  refusals: z.array(z.object({ refusal: refusalSchema, count: z.int() })),
  /** Requests to send, and how long they take at the pace set, from now. */
  estimate: z.object({ requests: z.int(), ms: z.number() }),
  /** How long the provider keeps the command for a device that is off, by its documentation; null where it ends at once. */
  keptMs: z.number().nullable(),
  undoSeconds: z.int(),
  /** The number that has to be typed; null when a click will do. */
  typed: z.int().nullable(),
  cap: capSchema.nullable(),
  /** When the fleet was last known to be as the cache has it. */
  dataAt: z.number().nullable(),
  retryOf: z.string().nullable(),
});
export type Review = z.infer<typeof reviewSchema>;

export const reviewRowsInputSchema = z.object({
  reviewId: z.string(),
  which: z.enum(['ready', 'refused']),
  /** Of the refused ones, only those refused for this. */
  refusal: refusalSchema.optional(),
  offset: z.int().min(0),
  limit: z.int().min(1).max(500),
});
export type ReviewRowsInput = z.infer<typeof reviewRowsInputSchema>;
