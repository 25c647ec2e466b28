import { z } from 'zod';

/** `System` goes to the device, `User` to the managed users of a Mac (Apple, TopLevel PayloadScope). */
export const profileScopeSchema = z.enum(['System', 'User']);
export type ProfileScope = z.infer<typeof profileScopeSchema>;

/** Longest texts of the library, in characters, and the most bytes of a profile. */
export const PROFILE_LIMITS = { name: 120, description: 1000, bytes: 1_048_576 } as const;

const secret = z.string().max(1000);

/** Forms for common profiles; each becomes one payload (Apple, profiles). A secret left null is kept as it was. */
export const profileFormSchema = z.discriminatedUnion('kind', [
  /** com.apple.wifi.managed */
  z.object({
    kind: z.literal('wifi'),
    ssid: z.string().min(1).max(32),
    hidden: z.boolean(),
    autoJoin: z.boolean(),
    security: z.enum(['none', 'wpa2', 'wpa3', 'any']),
    password: secret.nullable(),
  }),
  /** com.apple.mobiledevice.passwordpolicy */
  z.object({
    kind: z.literal('passcode'),
    minLength: z.int().min(4).max(16),
    alphanumeric: z.boolean(),
    simple: z.boolean(),
    /** Minutes until the screen locks (Apple: 15 at most); null: as the user likes. */
    lockMinutes: z.int().min(1).max(15).nullable(),
    /** Wrong tries until the device is erased; null: never. */
    maxFailed: z.int().min(2).max(11).nullable(),
    maxAgeDays: z.int().min(1).max(730).nullable(),
    history: z.int().min(1).max(50).nullable(),
  }),
  /** com.apple.applicationaccess: what is false is forbidden. */
  z.object({
    kind: z.literal('restrictions'),
    allowCamera: z.boolean(),
    allowScreenShot: z.boolean(),
    allowCloudBackup: z.boolean(),
    allowAirDrop: z.boolean(),
    allowAppInstallation: z.boolean(),
    allowEraseContentAndSettings: z.boolean(),
    allowAccountModification: z.boolean(),
    forceEncryptedBackup: z.boolean(),
  }),
  /** com.apple.security.root or .pkcs1: a certificate to trust. DER or PEM, in base64. */
  z.object({
    kind: z.literal('certificate'),
    name: z.string().min(1).max(120),
    content: z.string().max(100_000),
  }),
  /** com.apple.vpn.managed with IKEv2. */
  z.object({
    kind: z.literal('vpn'),
    server: z.string().min(1).max(253),
    remoteId: z.string().min(1).max(253),
    localId: z.string().max(253),
    authentication: z.enum(['secret', 'user']),
    sharedSecret: secret.nullable(),
    userName: z.string().max(254),
    password: secret.nullable(),
  }),
]);
export type ProfileForm = z.infer<typeof profileFormSchema>;
export type ProfileKind = ProfileForm['kind'];

/** Whom a profile is meant for. */
export const assignmentSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('user'), id: z.string() }),
  /** Users of this unit and the units below it. */
  z.object({ kind: z.literal('unit'), path: z.string() }),
  z.object({ kind: z.literal('device'), id: z.string() }),
]);
export type Assignment = z.infer<typeof assignmentSchema>;

/** A profile of the library. Times are ms UTC. */
export const libraryProfileSchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  identifier: z.string(),
  scope: profileScopeSchema,
  types: z.array(z.string()),
  /** The form it was built with, its secrets null; null when it was uploaded. */
  form: profileFormSchema.nullable(),
  version: z.int(),
  bytes: z.int(),
  createdAt: z.number(),
  changedAt: z.number(),
  assignments: z.array(assignmentSchema),
  /** Devices, or Mac users, by what became of it there. */
  counts: z.object({ pending: z.int(), installed: z.int(), failed: z.int(), removing: z.int() }),
});
export type LibraryProfile = z.infer<typeof libraryProfileSchema>;

/** Where a profile is, or is to be. */
export const profilePlaceSchema = z.object({
  deviceId: z.string(),
  deviceName: z.string().nullable(),
  serial: z.string().nullable(),
  user: z.string().nullable(),
  state: z.enum(['pending', 'installed', 'failed', 'removing']),
  version: z.int(),
  at: z.number(),
  message: z.string().nullable(),
});
export type ProfilePlace = z.infer<typeof profilePlaceSchema>;

/**
 * `needs_supervision`: some of it works on supervised devices only. `has_expiry`: it removes itself, or asks to be renewed.
 * `password_protected`: it can be removed on the device with a password of its own. `user_scope`: iPhones and iPads have no users
 * of their own, so there it applies to the device (Apple, TopLevel PayloadScope).
 */
export const profileWarningSchema = z.enum([
  'needs_supervision',
  'no_payloads',
  'has_expiry',
  'password_protected',
  'user_scope',
]);
export type ProfileWarning = z.infer<typeof profileWarningSchema>;

/** What is told of an uploaded file before it is kept. */
export const pickedProfileSchema = z.object({
  handle: z.string(),
  fileName: z.string(),
  name: z.string(),
  description: z.string(),
  identifier: z.string(),
  scope: profileScopeSchema,
  types: z.array(z.string()),
  /** It was signed by somebody; it goes out signed by Muster. */
  signed: z.boolean(),
  /** The profile of the library with the same identifier, which it would replace. */
  replaces: z.string().nullable(),
  /** What an admin should know, by stable name. */
  warnings: z.array(profileWarningSchema),
});
export type PickedProfile = z.infer<typeof pickedProfileSchema>;
