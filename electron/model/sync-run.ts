import { z } from 'zod';

/** What a sync run is, or how it ended. `interrupted` was cut off with the program and will be resumed. */
export const RUN_STATES = [
  'running',
  'interrupted',
  'complete',
  'incomplete',
  'failed',
  'cancelled',
] as const;
export type RunState = (typeof RUN_STATES)[number];

/** The moves a run can make; every other is a programming error. Final states have none. */
const RUN_MOVES: Readonly<Record<RunState, readonly RunState[]>> = {
  running: ['interrupted', 'complete', 'incomplete', 'failed', 'cancelled'],
  interrupted: ['running', 'cancelled', 'failed'],
  /** Only a run held for its shrinking (`shrunk`, `empty_list`) moves later, by the admin's word: yes or no. */
  incomplete: ['complete', 'cancelled'],
  complete: [],
  failed: [],
  cancelled: [],
};

/** Why a run is not complete. */
export const RUN_REASONS = [
  'list_ended_early',
  'list_too_long',
  'counts_disagree',
  'shrunk',
  'empty_list',
  'permission_lost',
  'api_disabled',
  'reconnect_needed',
  'rate_limited',
  'unavailable',
  'offline',
  'bad_answer',
  'token_dead',
  'store_failed',
  'internal',
] as const;
export type RunReason = (typeof RUN_REASONS)[number];

export const syncRunSchema = z.object({
  id: z.string(),
  connectionId: z.string(),
  trigger: z.enum(['manual', 'schedule']),
  state: z.enum(RUN_STATES),
  reason: z.enum(RUN_REASONS).nullable(),
  /** The provider's own words, if any. */
  detail: z.string().nullable(),
  startedAt: z.number(),
  endedAt: z.number().nullable(),
  resumed: z.boolean(),
  /** From the provider's count before and after the listing; null where it has none. */
  expectedBefore: z.int().nullable(),
  expectedAfter: z.int().nullable(),
  /** Distinct devices listed. */
  seen: z.int(),
  pages: z.int(),
  partitions: z.int(),
  partitionsDone: z.int(),
  added: z.int().nullable(),
  changed: z.int().nullable(),
  vanished: z.int().nullable(),
});
export type SyncRun = z.infer<typeof syncRunSchema>;

/** What the screen follows while a run is on. */
export const syncProgressSchema = z.object({
  runId: z.string(),
  connectionId: z.string(),
  phase: z.enum(['counting', 'listing', 'checking', 'publishing', 'indexing']),
  seen: z.int(),
  expected: z.int().nullable(),
  pages: z.int(),
  startedAt: z.number(),
  /** Milliseconds left at the pace so far; null while it is not known. */
  leftMs: z.number().nullable(),
  /** Set while the provider makes us wait: until when, and why. */
  waiting: z
    .object({ until: z.number(), reason: z.enum(['rate_limited', 'unavailable', 'offline']) })
    .nullable(),
});
export type SyncProgress = z.infer<typeof syncProgressSchema>;

/** True when the table above allows the move. */
export function canMove(from: RunState, to: RunState): boolean {
  return RUN_MOVES[from].includes(to);
}
