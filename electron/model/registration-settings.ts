import { z } from 'zod';

/**
 * - `password`: people sign in with a password; who has none proves himself with a PIN once and sets one.
 * - `pin`: a PIN each time, no password is asked for or set.
 * - `pin_and_password`: both each time; who has no password sets one after the PIN.
 */
export const REGISTRATION_MODES = ['password', 'pin', 'pin_and_password'] as const;
export const registrationModeSchema = z.enum(REGISTRATION_MODES);
export type RegistrationMode = z.infer<typeof registrationModeSchema>;

/** Longest text of the terms of use, in characters. */
export const TERMS_LIMIT = 20_000;

/** What an admin decides about registration. Absent fields of what was kept earlier take their default. */
export const registrationSettingsSchema = z.object({
  mode: registrationModeSchema.default('password'),
  pinDigits: z.int().min(6).max(12).default(8),
  pinHours: z.int().min(1).max(720).default(72),
  /** Wrong tries before the pauses begin, and after which the PIN is no more. */
  pinTries: z
    .object({ free: z.int().min(1).max(10), most: z.int().min(5).max(50) })
    .default({ free: 5, most: 20 }),
  /** The PIN goes in a mail of its own, apart from the link. */
  pinApart: z.boolean().default(false),
  invitationDays: z.int().min(1).max(90).default(14),
  /** How long a begun registration (a profile, a QR code from the self-service page) is valid. */
  ticketMinutes: z.int().min(2).max(60).default(8),
  /** Registered devices a user may have; null: any number. */
  deviceLimit: z.int().min(1).max(1000).nullable().default(null),
  reminders: z
    .object({ on: z.boolean(), everyHours: z.int().min(1).max(168), most: z.int().min(1).max(20) })
    .default({ on: true, everyHours: 24, most: 5 }),
  /** Fewest characters of a password that a user sets (NIST SP 800-63B section 5.1.1.2 wants 8 at least). */
  passwordLength: z.int().min(8).max(64).default(10),
  temporaryPasswordHours: z.int().min(1).max(720).default(72),
  /** Plain text; empty: none are shown. */
  terms: z
    .object({ en: z.string().max(TERMS_LIMIT), fr: z.string().max(TERMS_LIMIT) })
    .default({ en: '', fr: '' }),
});
export type RegistrationSettings = z.infer<typeof registrationSettingsSchema>;

export const DEFAULT_REGISTRATION: RegistrationSettings = registrationSettingsSchema.parse({});

/** What kinds of device ask at the door. `other`: none of these. */
export const ASKING_PLATFORMS = [
  'ios',
  'ipados',
  'macos',
  'android',
  'windows',
  'hololens',
  'chromeos',
  'other',
] as const;
export const askingPlatformSchema = z.enum(ASKING_PLATFORMS);
export type AskingPlatform = z.infer<typeof askingPlatformSchema>;

/** What the Registration page and the command line show. Times are ms UTC. */
export const registrationOverviewSchema = z.object({
  settings: registrationSettingsSchema,
  /** Counts up when the registration URL is regenerated: links made earlier then explain themselves. */
  urlVersion: z.int(),
  regeneratedAt: z.number().nullable(),
  /** Where people register, e.g. `https://register.example.com:8443`; null until the listener has a public name. */
  baseUrl: z.string().nullable(),
  /** Where people sign in without an invitation: `baseUrl` and `/go`. */
  goUrl: z.string().nullable(),
  /** Platforms that can be registered at this listener now. */
  platforms: z.array(askingPlatformSchema),
});
export type RegistrationOverview = z.infer<typeof registrationOverviewSchema>;

/** A password an admin gave a user, to be changed at the first sign-in. `password` is null when it was mailed. */
export const temporaryPasswordSchema = z.object({ password: z.string().nullable(), until: z.number() });
export type TemporaryPassword = z.infer<typeof temporaryPasswordSchema>;
