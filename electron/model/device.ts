import { z } from 'zod';

/** The states of `product.md`; what a provider calls it is kept beside, as written. */
export const DEVICE_STATES = ['pending', 'active', 'retired', 'wiped', 'reset', 'archived'] as const;
export type DeviceState = (typeof DEVICE_STATES)[number];

/** Kinds of devices; Chromebooks are Google’s, the others are managed here. */
export const DEVICE_PLATFORMS = ['chromeos', 'ios', 'ipados', 'macos'] as const;
export const devicePlatformSchema = z.enum(DEVICE_PLATFORMS);
export type DevicePlatform = z.infer<typeof devicePlatformSchema>;

/**
 * One device as lists show it. Times are milliseconds since 1970 UTC, null where the provider gave none.
 * `status` is what an admin filters by: a device state, `lost_mode`, or `provider:<WORD>` for a status
 * we do not know (kept and shown, see `statusOf`).
 */
export const deviceSchema = z.object({
  id: z.string(),
  connectionId: z.string(),
  platform: devicePlatformSchema,
  providerId: z.string(),
  /** What its user or an admin calls it; Chromebooks have none. */
  name: z.string().nullable(),
  serial: z.string().nullable(),
  model: z.string().nullable(),
  /** The annotated user, else the most recent one: an e-mail address or a name. */
  user: z.string().nullable(),
  location: z.string().nullable(),
  assetId: z.string().nullable(),
  notes: z.string().nullable(),
  orgUnitId: z.string().nullable(),
  orgUnitPath: z.string().nullable(),
  state: z.enum(DEVICE_STATES).nullable(),
  providerStatus: z.string().nullable(),
  status: z.string(),
  osVersion: z.string().nullable(),
  lastSyncAt: z.number().nullable(),
  enrolledAt: z.number().nullable(),
  autoUpdateUntil: z.number().nullable(),
  /** When Muster read this record from the provider. */
  fetchedAt: z.number(),
  /** Set when a complete run no longer listed the device and Google confirmed it gone. */
  vanishedAt: z.number().nullable(),
});
export type Device = z.infer<typeof deviceSchema>;

/** What a provider's record gives us; ids of our own and times of reading are added by the store. */
export type DeviceFields = Omit<Device, 'id' | 'connectionId' | 'fetchedAt' | 'vanishedAt'>;

/** The columns a list can show and sort by, in their default order. */
export const DEVICE_COLUMNS = [
  'serial',
  'name',
  'platform',
  'model',
  'user',
  'orgUnitPath',
  'osVersion',
  'status',
  'lastSyncAt',
  'assetId',
  'location',
  'notes',
  'autoUpdateUntil',
  'enrolledAt',
  'providerStatus',
  'fetchedAt',
] as const;
export const deviceColumnSchema = z.enum(DEVICE_COLUMNS);
export type DeviceColumn = z.infer<typeof deviceColumnSchema>;

/** One device with the provider's whole document. */
export const deviceDetailSchema = z.object({
  device: deviceSchema,
  /** The document exactly as the provider sent it, parsed. */
  document: z.record(z.string(), z.unknown()),
  /** `apple`: the device itself told it. */
  source: z.object({
    kind: z.enum(['google', 'apple']),
    account: z.string().nullable(),
    domain: z.string().nullable(),
  }),
});
export type DeviceDetail = z.infer<typeof deviceDetailSchema>;
