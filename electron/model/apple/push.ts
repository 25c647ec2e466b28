import { z } from 'zod';
import { serializedErrorSchema } from '../errors.ts';

/** Days before the end of the push certificate from which an admin is warned. */
export const PUSH_WARN_DAYS = 30;

/**
 * What the Apple page shows of push. Times are ms UTC. `expired`: devices stay managed, and come only by themselves until it is
 * renewed with the same topic.
 */
export const pushOverviewSchema = z.object({
  state: z.enum(['none', 'requested', 'ready', 'ending', 'expired']),
  topic: z.string().nullable(),
  /** The Apple account it was made with, as the admin noted it: it must be renewed with the same one. */
  appleId: z.string().nullable(),
  certificate: z
    .object({
      subject: z.string(),
      serial: z.string(),
      notBefore: z.number(),
      notAfter: z.number(),
      fingerprint: z.string(),
    })
    .nullable(),
  /** A key waits for its certificate, since. */
  requestedAt: z.number().nullable(),
  /** Pushes wanted and not taken yet. */
  waiting: z.int(),
  lastPushAt: z.number().nullable(),
  /** Why Apple did not let us in, or could not be reached; null since the last push that was taken. */
  trouble: serializedErrorSchema.nullable(),
  /** Where pushes go; Apple’s own host unless this is the demo or a test. */
  host: z.string(),
});
export type PushOverview = z.infer<typeof pushOverviewSchema>;
