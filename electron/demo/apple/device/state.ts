import { z } from 'zod';
import { hardwareSchema } from './hardware.ts';

/** Bytes are base64 and certificates PEM: all of it can be kept as JSON. Times are ms UTC. */
const pushSchema = z.object({ token: z.string(), magic: z.string() });

/** A configuration profile on the device, or of a user of a Mac. */
export const keptProfileSchema = z.object({
  identifier: z.string(),
  uuid: z.string(),
  name: z.string(),
  organization: z.string(),
  removable: z.boolean(),
  signer: z.string().nullable(),
  payloads: z.array(
    z.object({ type: z.string(), identifier: z.string(), uuid: z.string(), name: z.string() }),
  ),
});
export type KeptProfile = z.infer<typeof keptProfileSchema>;

const identitySchema = z.object({ key: z.string(), certificate: z.string() });

export const enrollmentSchema = z.object({
  identifier: z.string(),
  profile: keptProfileSchema,
  signer: z.string().nullable(),
  topic: z.string(),
  serverUrl: z.string(),
  checkInUrl: z.string(),
  signMessage: z.boolean(),
  accessRights: z.number(),
  checkOutWhenRemoved: z.boolean(),
  capabilities: z.array(z.string()),
  identityUuid: z.string(),
  identity: identitySchema,
  /** Authorities its profile brought. */
  trust: z.array(z.string()),
  push: pushSchema,
  unlockToken: z.string().nullable(),
  /** True once the first TokenUpdate was taken. */
  complete: z.boolean(),
});
export type Enrollment = z.infer<typeof enrollmentSchema>;

/** An installation that was begun: the same key is used when the same profile is installed again. */
export const installingSchema = z.object({
  /** SHA-256 over the profile, in hex. */
  profile: z.string(),
  key: z.string(),
  certificate: z.string().nullable(),
});

/** A report that has not been delivered for certain, and what the device does once it is. */
export const undeliveredSchema = z.object({
  body: z.string(),
  requestType: z.string(),
  afterwards: z.enum(['erase', 'unenroll', 'shut_down', 'restart', 'lock', 'declare']).nullable(),
});
export type Undelivered = z.infer<typeof undeliveredSchema>;
export type Afterwards = NonNullable<Undelivered['afterwards']>;

/** One way to the server: what waits on it. */
const channelSchema = z.object({
  undelivered: undeliveredSchema.nullable(),
  /** The last report was NotNow: the device comes by itself when it can. */
  notNow: z.boolean(),
  /** ServerToken by identifier of declarations it has. */
  declarations: z.record(z.string(), z.string()),
});
export type ChannelState = z.infer<typeof channelSchema>;

export const userStateSchema = z.object({
  guid: z.string(),
  shortName: z.string(),
  longName: z.string(),
  push: pushSchema,
  managed: z.boolean(),
  authToken: z.string().nullable(),
  profiles: z.array(keptProfileSchema),
  channel: channelSchema,
});
export type UserState = z.infer<typeof userStateSchema>;

export const deviceStateSchema = z.object({
  hardware: hardwareSchema,
  name: z.string(),
  osVersion: z.string(),
  build: z.string(),
  supervised: z.boolean(),
  passcode: z.boolean(),
  /** Its user is not there: what needs him is put off. */
  locked: z.boolean(),
  off: z.boolean(),
  /** A Mac that was locked with this PIN starts no more without it. */
  pin: z.string().nullable(),
  lostMode: z.object({ message: z.string(), phone: z.string(), footnote: z.string() }).nullable(),
  battery: z.number(),
  /** Counts erasures. */
  life: z.int(),
  restarts: z.int(),
  /** How many applications it has. */
  applications: z.int(),
  bootstrapToken: z.string().nullable(),
  installing: installingSchema.nullable(),
  enrollment: enrollmentSchema.nullable(),
  profiles: z.array(keptProfileSchema),
  channel: channelSchema,
  users: z.array(userStateSchema),
});
export type DeviceState = z.infer<typeof deviceStateSchema>;

export const emptyChannel = (): ChannelState => ({ undelivered: null, notNow: false, declarations: {} });
