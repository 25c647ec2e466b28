import { z } from 'zod';
import { preferencesSchema, preflightResultSchema, syncProgressSchema, syncRunSchema } from './domain.ts';

const nothing = z.null();

/** What the main process tells the renderer; the renderer asks again for what it shows. */
export const EVENTS = {
  'devices.changed': nothing,
  'views.changed': nothing,
  /** Commands moved; null when it is not known which. */
  'commands.changed': z.object({ ids: z.array(z.string()) }).nullable(),
  'audit.changed': nothing,
  'users.changed': nothing,
  'users.progress': z.object({ source: z.enum(['google', 'ldap']), seen: z.int() }),
  'invitations.changed': nothing,
  'invitations.progress': z.object({ done: z.int(), of: z.int() }),
  'registration.changed': nothing,
  /** The listener was switched, fails, listens again, or its settings or certificate changed. */
  'listener.changed': nothing,
  /** A request was answered or refused; told at most once a second. */
  'listener.traffic': nothing,
  'preflight.result': preflightResultSchema,
  /** Mail settings, templates, or mails on their way. */
  'mail.changed': nothing,
  /** A device registered, checked in, answered; its orders moved; told at most four times a second. */
  'apple.changed': nothing,
  /** The library of profiles, or what became of one on a device. */
  'profiles.changed': nothing,
  /** The push certificate, or how pushes go. */
  'push.changed': nothing,
  'connection.changed': nothing,
  'workspace.changed': nothing,
  'vault.changed': nothing,
  'demo.changed': nothing,
  'preferences.changed': preferencesSchema,
  'network.changed': z.object({ online: z.boolean() }),
  'sync.progress': syncProgressSchema,
  'sync.ended': syncRunSchema,
  'export.progress': z.object({ rows: z.int(), total: z.int().nullable() }),
} as const;

export type EventName = keyof typeof EVENTS;
export type EventPayload<E extends EventName> = z.output<(typeof EVENTS)[E]>;
