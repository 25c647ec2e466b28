import { z } from 'zod';

/** What a profile is called by the library, and the version to be sent. */
const libraryProfile = z.object({ profileId: z.string(), version: z.int(), identifier: z.string() });

/**
 * What can be told to a device (Apple, mdm/commands), without its secrets: PINs and unlock tokens are sealed beside it, profiles
 * are taken from the library when the order leaves.
 */
export const appleOrderSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('DeviceInformation') }),
  z.object({ type: z.literal('SecurityInfo') }),
  z.object({ type: z.literal('ProfileList') }),
  z.object({ type: z.literal('InstalledApplicationList') }),
  z.object({ type: z.literal('CertificateList') }),
  /** Macs get a PIN (sealed) to be unlocked with. */
  z.object({ type: z.literal('DeviceLock'), message: z.string(), phone: z.string(), pin: z.boolean() }),
  z.object({ type: z.literal('EraseDevice'), pin: z.boolean() }),
  z.object({ type: z.literal('RestartDevice') }),
  z.object({ type: z.literal('ShutDownDevice') }),
  /** Goes with the device’s unlock token. */
  z.object({ type: z.literal('ClearPasscode') }),
  z.object({
    type: z.literal('EnableLostMode'),
    message: z.string(),
    phone: z.string(),
    footnote: z.string(),
  }),
  z.object({ type: z.literal('DisableLostMode') }),
  /** `Settings` with a DeviceName. */
  z.object({ type: z.literal('Rename'), name: z.string() }),
  z.object({ type: z.literal('InstallProfile'), profile: libraryProfile }),
  z.object({ type: z.literal('RemoveProfile'), identifier: z.string() }),
  /** `InstallProfile` of the enrollment profile anew: the device gets another identity. */
  z.object({ type: z.literal('RenewIdentity') }),
  /** `RemoveProfile` of the enrollment profile: the device is retired. */
  z.object({ type: z.literal('Unenroll') }),
]);
export type AppleOrder = z.infer<typeof appleOrderSchema>;
export type AppleOrderType = AppleOrder['type'];

/** Apple’s RequestType of an order. */
export function requestTypeOf({ type }: Pick<AppleOrder, 'type'>): string {
  switch (type) {
    case 'Rename':
      return 'Settings';
    case 'RenewIdentity':
      return 'InstallProfile';
    case 'Unenroll':
      return 'RemoveProfile';
    default:
      return type;
  }
}

/** What an inventory asks for, in this order. */
export const INVENTORY_ORDERS = [
  'DeviceInformation',
  'SecurityInfo',
  'ProfileList',
  'InstalledApplicationList',
  'CertificateList',
] as const satisfies readonly AppleOrderType[];

/** Why an order was made. */
export const ORDER_PURPOSES = ['action', 'inventory', 'profile', 'renewal'] as const;
export const orderPurposeSchema = z.enum(ORDER_PURPOSES);
export type OrderPurpose = z.infer<typeof orderPurposeSchema>;

/**
 * `sent`: the device has it, and its answer is awaited. `unknown`: it was sent, and no readable answer came; one that comes after
 * all still counts.
 */
export const ORDER_STATES = [
  'queued',
  'sent',
  'not_now',
  'unknown',
  'acknowledged',
  'failed',
  'cancelled',
] as const;
export const orderStateSchema = z.enum(ORDER_STATES);
export type OrderState = z.infer<typeof orderStateSchema>;

/** The moves of an order; nothing reopens what has ended. */
export const ORDER_MOVES: Readonly<Record<OrderState, readonly OrderState[]>> = {
  queued: ['sent', 'cancelled'],
  // It did not leave after all: back to where it was.
  sent: ['queued', 'sent', 'not_now', 'unknown', 'acknowledged', 'failed', 'cancelled'],
  not_now: ['sent', 'not_now', 'acknowledged', 'failed', 'cancelled'],
  unknown: ['acknowledged', 'failed', 'cancelled'],
  acknowledged: [],
  failed: [],
  cancelled: [],
};

/** How often an order is delivered again to a device that has never answered it. */
export const MOST_TRIES = 5;

/** Apple’s ErrorChain, as the device sent it. */
export const errorChainSchema = z.array(
  z.looseObject({
    ErrorCode: z.number().optional(),
    ErrorDomain: z.string().optional(),
    LocalizedDescription: z.string().optional(),
    USEnglishDescription: z.string().optional(),
  }),
);
export type ErrorChain = z.infer<typeof errorChainSchema>;

/** Why an order ended without the device’s own word. */
export const ORDER_REASONS = [
  /** Registered anew. */
  'reregistered',
  /** Retired, or its management was removed on the device. */
  'unenrolled',
  'wiped',
  'by_admin',
  /** The answer could not be read. */
  'unreadable',
  /** Delivered time and again, and never answered. */
  'no_answer',
  /** The device could not make sense of it (CommandFormatError). */
  'format_error',
  /** The profile is no longer in the library, or no longer meant for this device. */
  'not_wanted',
  /** The device did not come in the time it was meant for. */
  'expired',
] as const;
export const orderReasonSchema = z.enum(ORDER_REASONS);
export type OrderReason = z.infer<typeof orderReasonSchema>;

/** One order as people see it. Times are ms UTC. */
export const queuedOrderSchema = z.object({
  uuid: z.string(),
  deviceId: z.string(),
  /** The user’s short name where it is for a user of a Mac; null for the device itself. */
  user: z.string().nullable(),
  requestType: z.string(),
  order: appleOrderSchema,
  purpose: orderPurposeSchema,
  bundle: z.string(),
  state: orderStateSchema,
  queuedAt: z.number(),
  sentAt: z.number().nullable(),
  tries: z.int(),
  notNowAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  reason: orderReasonSchema.nullable(),
  errors: errorChainSchema.nullable(),
});
export type QueuedOrder = z.infer<typeof queuedOrderSchema>;

/** Apple’s own words of why something failed: the deepest description, in the device’s language. */
export function wordsOf(errors: ErrorChain | null): string | null {
  const told = errors?.map(
    ({ LocalizedDescription, USEnglishDescription, ErrorDomain, ErrorCode }) =>
      LocalizedDescription ?? USEnglishDescription ?? [ErrorDomain, ErrorCode].filter(Boolean).join(' '),
  );
  return told === undefined || told.length === 0 ? null : [...new Set(told)].join(' · ');
}
