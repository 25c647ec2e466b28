import { z } from 'zod';
import {
  deskCardSchema,
  invitationCountsSchema,
  invitationQuerySchema,
  invitationSchema,
  inviteInputSchema,
  inviteResultSchema,
  mailJobSchema,
  mailJobStateSchema,
  registrationOverviewSchema,
  registrationSettingsSchema,
  temporaryPasswordSchema,
} from '../domain.ts';
import { exportResultSchema } from '../shapes.ts';
import { method, nothing } from './method.ts';

const id = z.object({ id: z.string() });
const ids = z.object({ ids: z.array(z.string()).min(1).max(100_000) });

/** Invitations, their mails, and what an admin decides about registration. */
export const INVITATION_METHODS = {
  'invitations.window': method(
    invitationQuerySchema,
    z.object({ rows: z.array(invitationSchema), total: z.int() }),
  ),
  'invitations.get': method(id, invitationSchema.nullable()),
  'invitations.counts': method(nothing, invitationCountsSchema),
  /** Progress is told by `invitations.progress`; cancelling it keeps what was made so far. */
  'invitations.create': method(inviteInputSchema, inviteResultSchema),
  'invitations.send': method(
    ids,
    z.object({ queued: z.int(), waiting: z.int(), noAddress: z.int(), ended: z.int() }),
  ),
  'invitations.cancel': method(ids, z.int()),
  /** Copies the link to the clipboard: the renderer needs no more than to know that it is there. */
  'invitations.copyLink': method(id, nothing),
  /** A new PIN, shown once. */
  'invitations.newPin': method(id, z.object({ pin: z.string(), until: z.number() })),
  'invitations.desk': method(id, deskCardSchema),
  /** Asks where to save, then writes a PDF of cards to cut out; null when the admin chose no file. */
  'invitations.sheet': method(
    z.object({ ids: z.array(z.string()).min(1).max(500), pins: z.boolean() }),
    exportResultSchema.nullable(),
  ),
  'mails.list': method(
    z.object({
      states: z.array(mailJobStateSchema).optional(),
      offset: z.int().min(0),
      limit: z.int().min(1).max(500),
    }),
    z.object({ rows: z.array(mailJobSchema), total: z.int() }),
  ),
  'mails.cancel': method(ids, z.int()),
  'mails.hurry': method(nothing, nothing),

  'registration.overview': method(nothing, registrationOverviewSchema),
  'registration.save': method(registrationSettingsSchema, registrationOverviewSchema),
  'registration.regenerate': method(nothing, registrationOverviewSchema),
  'registration.givePassword': method(
    z.object({ userId: z.string(), mail: z.boolean() }),
    temporaryPasswordSchema,
  ),
} as const;
