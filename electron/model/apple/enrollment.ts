import { z } from 'zod';
import { queuedOrderSchema } from './order.ts';

/**
 * `pending`: Authenticate came, the first TokenUpdate has not. `reset`: the device is gone from Apple’s push service without a
 * word (erased, or its management removed while offline), and is active here until it registers again.
 */
export const APPLE_STATES = ['pending', 'active', 'retired', 'wiped', 'reset'] as const;
export const appleStateSchema = z.enum(APPLE_STATES);
export type AppleState = z.infer<typeof appleStateSchema>;

/** What moves a device from one state to another. */
export type AppleEvent =
  | 'authenticate'
  | 'renew'
  | 'token'
  | 'check_out'
  | 'erased'
  | 'unregistered'
  | 'unenrolled';

/** Every state and what moves it; what is not named leaves it as it is. `null`: must be refused. */
export const APPLE_MOVES: Readonly<Record<AppleState, Readonly<Record<AppleEvent, AppleState | null>>>> = {
  pending: {
    authenticate: 'pending',
    renew: 'pending',
    token: 'active',
    check_out: 'retired',
    erased: 'wiped',
    unregistered: 'pending',
    unenrolled: 'retired',
  },
  active: {
    authenticate: 'pending',
    // Another identity for the same life: it stays active.
    renew: 'active',
    token: 'active',
    check_out: 'retired',
    erased: 'wiped',
    unregistered: 'reset',
    unenrolled: 'retired',
  },
  retired: {
    authenticate: 'pending',
    renew: null,
    token: null,
    check_out: 'retired',
    erased: 'wiped',
    unregistered: 'retired',
    unenrolled: 'retired',
  },
  wiped: {
    authenticate: 'pending',
    renew: null,
    token: null,
    check_out: 'wiped',
    erased: 'wiped',
    unregistered: 'wiped',
    unenrolled: 'wiped',
  },
  reset: {
    authenticate: 'pending',
    renew: null,
    // It is there after all: Apple’s word was about an older token.
    token: 'active',
    check_out: 'retired',
    erased: 'wiped',
    unregistered: 'reset',
    unenrolled: 'retired',
  },
};

/** Days before the end of an identity from which it is renewed by itself, and from which an admin is warned. */
export const IDENTITY_RENEW_DAYS = 180;
export const IDENTITY_WARN_DAYS = 30;
/** A device that has not come for so long is shown as inactive. */
export const INACTIVE_DAYS = 30;

/** Why a device cannot be woken. `other_topic`: registered before there was a push certificate, or under another one. */
export const pushStandingSchema = z.enum([
  'ready',
  'no_token',
  'no_certificate',
  'expired',
  'other_topic',
  'refused',
]);
export type PushStanding = z.infer<typeof pushStandingSchema>;

/** One way to a device: its own, or a Mac user’s. */
export const appleChannelSchema = z.object({
  /** Null for the device itself. */
  user: z
    .object({ guid: z.string(), shortName: z.string().nullable(), longName: z.string().nullable() })
    .nullable(),
  lastSeenAt: z.number().nullable(),
  tokenAt: z.number().nullable(),
  pushedAt: z.number().nullable(),
  /** APNs’ own word for why the last push failed. */
  pushTrouble: z.string().nullable(),
  push: pushStandingSchema,
  /** Orders that wait, are on their way or were put off. */
  waiting: z.int(),
});
export type AppleChannel = z.infer<typeof appleChannelSchema>;

/** A profile of the library on a device, or on its way. */
export const appleInstallSchema = z.object({
  profileId: z.string(),
  identifier: z.string(),
  name: z.string(),
  /** A Mac user’s short name; null on the device itself. */
  user: z.string().nullable(),
  state: z.enum(['pending', 'installed', 'failed', 'removing']),
  version: z.int(),
  at: z.number(),
  /** Apple’s own words. */
  message: z.string().nullable(),
});
export type AppleInstall = z.infer<typeof appleInstallSchema>;

/** What the pane shows of a device besides its record. Times are ms UTC. */
export const appleDetailSchema = z.object({
  deviceId: z.string(),
  udid: z.string(),
  state: appleStateSchema,
  /** Its user here; null when he is gone or there never was one. */
  user: z.object({ id: z.string(), userName: z.string(), displayName: z.string() }).nullable(),
  enrolledAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  lastSeenAt: z.number(),
  inactive: z.boolean(),
  identityUntil: z.number().nullable(),
  renewalAskedAt: z.number().nullable(),
  hasUnlockToken: z.boolean(),
  hasBootstrapToken: z.boolean(),
  channels: z.array(appleChannelSchema),
  installs: z.array(appleInstallSchema),
  /** The newest orders first, at most 100. */
  orders: z.array(queuedOrderSchema),
});
export type AppleDetail = z.infer<typeof appleDetailSchema>;

/** Figures of the Apple page. */
export const appleCountsSchema = z.object({
  pending: z.int(),
  active: z.int(),
  retired: z.int(),
  wiped: z.int(),
  reset: z.int(),
  /** Active ones not seen for INACTIVE_DAYS. */
  inactive: z.int(),
  /** Active ones whose identity ends within IDENTITY_WARN_DAYS, or has ended. */
  identityEnding: z.int(),
  /** Active ones registered under another push topic than the certificate’s. */
  otherTopic: z.int(),
  /** Orders not ended; of those, put off by the device. */
  waiting: z.int(),
  notNow: z.int(),
});
export type AppleCounts = z.infer<typeof appleCountsSchema>;

/** How far a registration is, as its page shows it. Times are ms UTC. */
export const enrollProgressSchema = z.discriminatedUnion('kind', [
  /** Until then the profile can be downloaded and installed. */
  z.object({ kind: z.literal('profile'), downloaded: z.boolean(), until: z.number() }),
  /** The identity is issued; the device has to come with it. */
  z.object({ kind: z.literal('installing'), until: z.number() }),
  z.object({ kind: z.literal('done'), deviceName: z.string().nullable() }),
  z.object({ kind: z.literal('expired') }),
]);
export type EnrollProgress = z.infer<typeof enrollProgressSchema>;
