import { z } from 'zod';
import { serializedErrorSchema } from './errors.ts';
import { mailKindSchema } from './mail-job.ts';

const addressSchema = z.email().max(254);

/** How mails leave. Passwords and tokens are in the vault, never here. */
export const mailConnectionSchema = z.object({
  host: z.string().trim().min(1).max(253),
  port: z.int().min(1).max(65_535),
  /** `none` is taken for this machine’s own addresses only. */
  security: z.enum(['start_tls', 'tls', 'none']),
  /** The authority that signed its certificate (PEM); null: those the system trusts. */
  authority: z.string().max(100_000).nullable(),
  auth: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('none') }),
    z.object({ kind: z.literal('password'), user: z.string().trim().min(1).max(320) }),
    /** XOAUTH2 with a refresh token; `tokenUrl` is where it is exchanged. */
    z.object({
      kind: z.literal('oauth'),
      user: z.string().trim().min(1).max(320),
      clientId: z.string().trim().min(1).max(500),
      tokenUrl: z.url().max(500),
    }),
  ]),
  from: z.object({ name: z.string().trim().max(100), address: addressSchema }),
  replyTo: addressSchema.nullable(),
  /** Mails a minute at most. */
  perMinute: z.int().min(1).max(600),
});
export type MailConnection = z.infer<typeof mailConnectionSchema>;

/** Absent: the one kept already for this account at this server. */
export const mailSecretsSchema = z.object({
  password: z.string().max(1000).optional(),
  clientSecret: z.string().max(1000).optional(),
  refreshToken: z.string().max(5000).optional(),
});
export type MailSecrets = z.infer<typeof mailSecretsSchema>;
export const mailInputSchema = z.object({ connection: mailConnectionSchema, secrets: mailSecretsSchema });
export type MailInput = z.infer<typeof mailInputSchema>;

/** What the Mail page shows. Times are ms UTC. */
export const mailOverviewSchema = z.object({
  connection: mailConnectionSchema,
  savedAt: z.number(),
  queued: z.int(),
  unknown: z.int(),
  failed: z.int(),
  lastSentAt: z.number().nullable(),
  /** Why mails wait at the moment. */
  trouble: z.object({ error: serializedErrorSchema, at: z.number(), nextAt: z.number() }).nullable(),
});
export type MailOverview = z.infer<typeof mailOverviewSchema>;

/** What a test found; `to` is null when only the sign-in was tried. */
export const mailTestSchema = z.object({
  greeting: z.string(),
  secured: z.boolean(),
  to: z.string().nullable(),
  certificate: z.object({ subject: z.string(), issuer: z.string(), validTo: z.number() }).nullable(),
});
export type MailTest = z.infer<typeof mailTestSchema>;

export const MAIL_LANGUAGES = ['en', 'fr'] as const;
export const mailLanguageSchema = z.enum(MAIL_LANGUAGES);
export type MailLanguage = z.infer<typeof mailLanguageSchema>;

/** Plain text with `{{field}}`, and `{{#field}} … {{/field}}` around what is there only when the field has a value. */
export const mailTemplateSchema = z.object({
  subject: z.string().trim().min(1).max(200),
  body: z.string().trim().min(1).max(20_000),
});
export type MailTemplate = z.infer<typeof mailTemplateSchema>;

/**
 * What each kind of mail may name. `link` and `go` are URLs, `pin` its digits; times come written out in the mail’s
 * language. Of an invitation, `pinApart` (the PIN comes in a mail of its own), `directory` (the password is the one of
 * the organisation’s network), `password` (the user has one) and `newPassword` (one is to be chosen) are there or not,
 * for sections: their value is never shown.
 */
export const MAIL_FIELDS = {
  invitation: [
    'name',
    'userName',
    'organisation',
    'link',
    'go',
    'until',
    'pin',
    'pinUntil',
    'pinApart',
    'directory',
    'password',
    'newPassword',
  ],
  pin: ['name', 'userName', 'organisation', 'go', 'link', 'pin', 'pinUntil'],
  reminder: ['name', 'userName', 'organisation', 'link', 'go', 'until'],
  password: ['name', 'userName', 'organisation', 'go', 'password', 'passwordUntil'],
} as const;

/** Without them a mail of that kind is of no use. */
export const MAIL_NEEDED_FIELDS = {
  invitation: ['link'],
  pin: ['pin'],
  reminder: ['link'],
  password: ['password'],
} as const;

export const mailTemplateStateSchema = z.object({
  kind: mailKindSchema,
  language: mailLanguageSchema,
  template: mailTemplateSchema,
  /** Edited here; else it is the one that comes with Muster. */
  edited: z.boolean(),
});
export type MailTemplateState = z.infer<typeof mailTemplateStateSchema>;

export const mailPreviewSchema = z.object({
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  /** What keeps it from being saved: `unknown_field`, `not_closed`, `needed_field`, `empty`. */
  problems: z.array(
    z.object({
      problem: z.enum(['unknown_field', 'not_closed', 'needed_field', 'empty']),
      part: z.enum(['subject', 'body']),
      field: z.string(),
    }),
  ),
});
export type MailPreview = z.infer<typeof mailPreviewSchema>;
