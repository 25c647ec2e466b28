import { z } from 'zod';
import { serializedErrorSchema } from './errors.ts';

/** Where a user comes from. Those of `google` and `ldap` are kept as their source has them. */
export const USER_SOURCES = ['local', 'csv', 'google', 'ldap'] as const;
export const userSourceSchema = z.enum(USER_SOURCES);
export type UserSource = z.infer<typeof userSourceSchema>;

/** `gone`: its source no longer has it. */
export const USER_STATES = ['active', 'suspended', 'gone'] as const;
export const userStateSchema = z.enum(USER_STATES);
export type UserState = z.infer<typeof userStateSchema>;

/** Longest texts, in characters; an address is limited by RFC 5321 section 4.5.3.1. */
export const USER_LIMITS = { userName: 254, email: 254, displayName: 200, notes: 500 } as const;

/** A person who owns devices. Times are ms UTC. */
export const userSchema = z.object({
  id: z.string(),
  /** What the person signs in with; the e-mail address unless chosen otherwise. Unique whatever the case. */
  userName: z.string(),
  email: z.string().nullable(),
  displayName: z.string(),
  source: userSourceSchema,
  /** The source’s own id (Google’s user id, LDAP’s entryUUID or objectGUID). */
  externalId: z.string().nullable(),
  orgUnitPath: z.string().nullable(),
  groups: z.array(z.string()),
  /** The language of mails and pages; null: as the browser asks. */
  language: z.enum(['en', 'fr']).nullable(),
  notes: z.string().nullable(),
  state: userStateSchema,
  /** Devices in the cache whose user this is, by e-mail address or user name. */
  devices: z.int(),
  createdAt: z.number(),
  changedAt: z.number(),
  /** When its source was last asked; null for users kept here. */
  fetchedAt: z.number().nullable(),
});
export type User = z.infer<typeof userSchema>;

/** True when a person may change all of it here; of an imported one only the language and the notes. */
export function isKeptHere(source: UserSource): boolean {
  return source === 'local' || source === 'csv';
}

const emailSchema = z.email().max(USER_LIMITS.email);

/** A user as an admin writes one. An absent user name is the e-mail address. */
export const userDraftSchema = z
  .object({
    userName: z.string().trim().min(1).max(USER_LIMITS.userName).optional(),
    email: emailSchema.nullable(),
    displayName: z.string().trim().min(1).max(USER_LIMITS.displayName),
    language: userSchema.shape.language,
    notes: z.string().max(USER_LIMITS.notes).nullable(),
  })
  .refine(({ userName, email }) => userName !== undefined || email !== null, {
    path: ['email'],
    message: 'needed_without_user_name',
  });
export type UserDraft = z.infer<typeof userDraftSchema>;

/** What a source says of a user, before it is matched with those known. */
export const importedUserSchema = z.object({
  externalId: z.string().nullable(),
  userName: z.string(),
  email: z.string().nullable(),
  displayName: z.string(),
  orgUnitPath: z.string().nullable(),
  groups: z.array(z.string()),
  language: userSchema.shape.language,
  suspended: z.boolean(),
});
export type ImportedUser = z.infer<typeof importedUserSchema>;

/** How user names and addresses are compared: whatever the case and however accents are encoded. */
export function userKey(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

export const USER_COLUMNS = [
  'displayName',
  'userName',
  'email',
  'source',
  'orgUnitPath',
  'state',
  'devices',
  'changedAt',
] as const;
export const userFilterSchema = z.object({
  /** Found anywhere in name, user name, e-mail address, unit or groups; every word must be found. */
  text: z.string().max(200).optional(),
  sources: z.array(userSourceSchema).optional(),
  /** Absent: everybody but `gone`, unless `ids` are given. */
  states: z.array(userStateSchema).optional(),
  /** Exactly these users by `User.id`: what an admin picked. The other filters hold as well. */
  ids: z.array(z.string()).optional(),
});
export type UserFilter = z.infer<typeof userFilterSchema>;
export const userQuerySchema = z.object({
  filter: userFilterSchema,
  sort: z.object({ column: z.enum(USER_COLUMNS), direction: z.enum(['ascending', 'descending']) }),
  offset: z.int().min(0),
  limit: z.int().min(1).max(500),
});
export type UserQuery = z.infer<typeof userQuerySchema>;

/** What an import did; nobody is counted twice. `at` is when the reading began (ms UTC). */
export const importResultSchema = z.object({
  source: userSourceSchema,
  at: z.number(),
  seen: z.int(),
  added: z.int(),
  changed: z.int(),
  /** Those its source no longer has; null where it was read in part, and where the answer is held. */
  gone: z.int().nullable(),
  /** Users kept here that had the same user name or address: they were joined to the source’s. */
  joined: z.int(),
  /** Entries of the source left out because nothing in them can be a user name; absent where none can be. */
  skipped: z.int().optional(),
  /** Not kept: their user name is a user’s of another source, or named twice; of a CSV its faulty lines. */
  leftOut: z.int(),
  /** More than half of the source’s users were not named, so nobody was taken for gone: how many these are. */
  held: z.int().nullable(),
});
export type ImportResult = z.infer<typeof importResultSchema>;

/** The newest import of a source that ended well, and what has failed since. */
export const importStandingSchema = z.object({
  source: userSourceSchema,
  result: importResultSchema.nullable(),
  failed: serializedErrorSchema.nullable(),
});
export type ImportStanding = z.infer<typeof importStandingSchema>;

/** A CSV of users, read and judged, before anything is kept. */
export const userListPreviewSchema = z.object({
  id: z.string(),
  added: z.int(),
  changed: z.int(),
  same: z.int(),
  faulty: z.int(),
});
export type UserListPreview = z.infer<typeof userListPreviewSchema>;
export const USER_LIST_FAULTS = [
  'no_user_name',
  'no_display_name',
  'bad_email',
  'too_long',
  'listed_twice',
  'name_of_another',
  'kept_by_source',
  'cell_count',
] as const;
export const userListRowSchema = z.object({
  line: z.int(),
  kind: z.enum(['added', 'changed', 'same', 'faulty']),
  fault: z.enum(USER_LIST_FAULTS).nullable(),
  /** As read; of a faulty line what could be read. */
  user: z.object({
    userName: z.string(),
    email: z.string().nullable(),
    displayName: z.string(),
    language: userSchema.shape.language,
    notes: z.string().nullable(),
  }),
  /** What a changed user has now. */
  before: z
    .object({ email: z.string().nullable(), displayName: z.string(), notes: z.string().nullable() })
    .nullable(),
});
export type UserListRow = z.infer<typeof userListRowSchema>;
