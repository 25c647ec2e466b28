import { z } from 'zod';

/** What is recorded of the console’s own doings: `room.deed`. */
export const AUDIT_DEEDS = [
  'command.created',
  'command.undone',
  'command.released',
  'command.cancelled',
  'command.paused',
  'command.resumed',
  'command.ended',
  'target.settled',
  'connection.connected',
  'connection.renewed',
  'connection.deleted',
  'vault.reset',
  'sync.started',
  'sync.answered',
  'export.written',
  'limits.changed',
  'users.added',
  'users.changed',
  'users.removed',
  'users.restored',
  'users.imported',
  'ldap.saved',
  'ldap.removed',
  'invitations.created',
  'invitations.sent',
  'invitations.cancelled',
  'invitations.handed',
  'pin.made',
  'pin.cancelled',
  'password.given',
  'registration.saved',
  'registration.regenerated',
  'listener.saved',
  'listener.on',
  'listener.off',
  'certificate.made',
  'certificate.brought',
  'certificate.revoked',
  'mail.saved',
  'mail.removed',
  'mail.template',
  'mails.cancelled',
  'portal.pin',
  'portal.password',
  'portal.terms',
  'portal.refused',
  'registration.begun',
  'registration.completed',
  'push.requested',
  'push.signed',
  'push.brought',
  'push.removed',
  'profile.added',
  'profile.changed',
  'profile.removed',
  'profile.assigned',
  'apple.profile',
  'apple.registered',
  'apple.unregistered',
  'apple.refused',
  'apple.cancelled',
  'apple.pin_shown',
  'demo.fault',
] as const;
export const auditDeedSchema = z.enum(AUDIT_DEEDS);

/** What a deed was done to and with: plain values, never a secret. */
export const auditDetailSchema = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.null()]),
);

/** A deed before it is recorded. */
export const auditDraftSchema = z.object({
  /** ms UTC, as the machine believed. */
  at: z.number(),
  /** The user of the operating system, or `schedule` for what the clock did. */
  actor: z.string(),
  /** The connected account, when the deed reached a provider. */
  account: z.string().nullable(),
  /** `portal`: a user at the listener; `device`: a device of his; `actor` is then his user name. */
  origin: z.enum(['window', 'cli', 'schedule', 'portal', 'device']),
  /** The machine’s name. */
  host: z.string(),
  deed: auditDeedSchema,
  /** The id of what it was done to. */
  object: z.string().nullable(),
  detail: auditDetailSchema,
  /** `done`, or the code of the error it ended with. */
  result: z.string(),
});
export type AuditDraft = z.infer<typeof auditDraftSchema>;

/** Fills in who, when and from where; `result` is `done` unless told otherwise. */
export type DraftDeed = (
  deed: AuditDraft['deed'],
  object: string | null,
  detail: AuditDraft['detail'],
  result?: string,
) => AuditDraft;

/** A recorded deed. `hash` is SHA-256 over the row and the hash before it, in hex. */
export const auditRowSchema = auditDraftSchema.extend({
  /** What this version does not know is shown as written. */
  deed: z.string(),
  origin: z.string(),
  seq: z.int(),
  previous: z.string(),
  hash: z.string(),
});
export type AuditRow = z.infer<typeof auditRowSchema>;

export const auditFilterSchema = z.object({
  text: z.string().max(200).optional(),
  deeds: z.array(z.string()).optional(),
  from: z.number().optional(),
  to: z.number().optional(),
});
export const auditInputSchema = z.object({
  filter: auditFilterSchema,
  /** Rows with a lower number than this; null begins with the newest. */
  before: z.int().nullable().default(null),
  limit: z.int().min(1).max(500),
});
export type AuditInput = z.infer<typeof auditInputSchema>;
export const auditPageSchema = z.object({ rows: z.array(auditRowSchema), more: z.boolean() });
export type AuditPage = z.infer<typeof auditPageSchema>;

/** What a check of the chain found; `broken` names the first row that is not as it was written. */
export const auditVerdictSchema = z.object({
  rows: z.int(),
  /** The hash of the last row, to be compared with one noted earlier. */
  head: z.string().nullable(),
  broken: z
    .object({ seq: z.int(), problem: z.enum(['changed', 'missing', 'order', 'end_missing']) })
    .nullable(),
});
export type AuditVerdict = z.infer<typeof auditVerdictSchema>;

/**
 * What a row’s hash covers: its columns as they are stored (`detail` as its JSON text), in their order, as one JSON
 * text. Any changed byte changes it.
 */
export function auditText(row: Omit<AuditRow, 'hash' | 'detail'> & { detail: string }): string {
  const { seq, at, actor, account, origin, host, deed, object, detail, result, previous } = row;
  return JSON.stringify([seq, at, actor, account, origin, host, deed, object, detail, result, previous]);
}

/** The `previous` of the first row. */
export const AUDIT_ORIGIN = '0'.repeat(64);
