import { z } from 'zod';
import type { SerializedError } from './errors.ts';

/**
 * A mail on its way. `sending` is on the disk before the server is told anything; `unknown`: whether the server took
 * it is not known, because the program ended or the connection broke after the mail had been handed over. It is then
 * never sent again by itself.
 */
export const MAIL_JOB_STATES = ['queued', 'sending', 'sent', 'failed', 'unknown', 'cancelled'] as const;
export const mailJobStateSchema = z.enum(MAIL_JOB_STATES);
export type MailJobState = z.infer<typeof mailJobStateSchema>;

/**
 * All moves there are. Only what surely never reached the server goes back to `queued`; what turns out not to be
 * wanted any more before it leaves is `cancelled`.
 */
export const MAIL_JOB_MOVES: Readonly<Record<MailJobState, readonly MailJobState[]>> = {
  queued: ['sending', 'cancelled', 'failed'],
  sending: ['queued', 'sent', 'failed', 'unknown', 'cancelled'],
  sent: [],
  failed: [],
  unknown: [],
  cancelled: [],
};

export const MAIL_KINDS = ['invitation', 'pin', 'reminder', 'password'] as const;
export const mailKindSchema = z.enum(MAIL_KINDS);
export type MailKind = z.infer<typeof mailKindSchema>;

/** A mail as lists show it. What it says is not kept. Times are ms UTC. */
export const mailJobSchema = z.object({
  id: z.string(),
  kind: mailKindSchema,
  state: mailJobStateSchema,
  userId: z.string(),
  invitationId: z.string().nullable(),
  to: z.string(),
  displayName: z.string(),
  queuedAt: z.number(),
  /** When it was sent, failed, or was last tried. */
  at: z.number(),
  tries: z.int(),
  nextAt: z.number().nullable(),
  error: z.string().nullable(),
});
export type MailJob = z.infer<typeof mailJobSchema>;

/** What a mail says. Absent fields have no value: their sections are left out. */
export type MailValues = Readonly<Record<string, string | undefined>>;

/** A mail to be sent now. */
export interface OutgoingMail {
  /** Becomes the Message-ID: the same mail has the same one. */
  id: string;
  kind: MailKind;
  language: 'en' | 'fr';
  to: { name: string; address: string };
  values: MailValues;
}

/** What a sender makes of one try. `later` is only said of what never reached the server. */
export type MailOutcome =
  | { kind: 'sent' }
  /**
   * `all`: not this mail but the server or the way to it: the others wait as well. `trouble` is what the Mail page
   * tells of it.
   */
  | { kind: 'later'; error: string; all: boolean; trouble?: SerializedError }
  | { kind: 'refused'; error: string }
  | { kind: 'unknown'; error: string };

/** Pauses before the next try, in minutes; then the last one again, until `MAIL_GIVE_UP_HOURS`. */
export const MAIL_RETRY_MINUTES = [1, 2, 5, 15, 30, 60] as const;
export const MAIL_GIVE_UP_HOURS = 72;
