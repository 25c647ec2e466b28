import { z } from 'zod';
import type { DeviceFields } from '../device.ts';
import { statusOf } from '../device-status.ts';
import { APPLE_STATES, type AppleState, appleStateSchema } from './enrollment.ts';

/** The parts of an inventory, by the order that asks for them. */
export const INVENTORY_PARTS = [
  'information',
  'security',
  'profiles',
  'applications',
  'certificates',
] as const;
export type InventoryPart = (typeof INVENTORY_PARTS)[number];

const part = z.record(z.string(), z.unknown()).default({});
const list = z.array(z.record(z.string(), z.unknown())).default([]);

/**
 * The document of a device that Muster manages: what it said in its check-ins and inventories, by part, unknown keys and all,
 * with the time of each part (ms UTC). Property list values as PlistJson.
 */
export const appleDocumentSchema = z.looseObject({
  udid: z.string(),
  state: appleStateSchema,
  enrolledAt: z.number().nullable().default(null),
  lastSeenAt: z.number().nullable().default(null),
  /** Its user as the console knows him, when it registered. */
  owner: z
    .object({
      id: z.string(),
      userName: z.string(),
      email: z.string().nullable(),
      orgUnitPath: z.string().nullable(),
    })
    .nullable()
    .default(null),
  /** Authenticate, without what belongs to the protocol. */
  authenticate: part,
  information: part,
  security: part,
  profiles: list,
  applications: list,
  certificates: list,
  at: z.record(z.string(), z.number()).default({}),
});
export type AppleDocument = z.infer<typeof appleDocumentSchema>;

export const APPLE_PLATFORMS = ['ios', 'ipados', 'macos'] as const;
export type ApplePlatform = (typeof APPLE_PLATFORMS)[number];

/** Tells the kind of device from its product name, such as `iPad13,4` or `Mac14,2`. */
export function applePlatformOf(
  document: Pick<AppleDocument, 'authenticate' | 'information'>,
): ApplePlatform {
  const product = [
    document.information.ProductName,
    document.authenticate.ProductName,
    document.information.Model,
  ]
    .concat(document.authenticate.Model, document.information.ModelName, document.authenticate.ModelName)
    .find((name): name is string => typeof name === 'string' && /ipad|iphone|ipod|mac/i.test(name));
  if (product === undefined) return 'ios';
  if (/mac/i.test(product)) return 'macos';
  return /ipad/i.test(product) ? 'ipados' : 'ios';
}

/** Our word for the state, kept beside it as a provider’s would be. */
export const APPLE_STATUS: Readonly<Record<AppleState, string>> = {
  pending: 'PENDING',
  active: 'ENROLLED',
  retired: 'RETIRED',
  wiped: 'WIPED',
  reset: 'RESET',
};

/** The state that such a word stands for; null for none of them. */
export function stateOfAppleStatus(word: string | null): AppleState | null {
  return APPLE_STATES.find((state) => APPLE_STATUS[state] === word) ?? null;
}

/** What such a document says in the words of the fleet. A malformed value is no value. */
export function appleFieldsOf(document: AppleDocument): DeviceFields {
  const { information, authenticate, state, owner } = document;
  const told = (key: string): string | null => text(information[key]) ?? text(authenticate[key]);
  const providerStatus = APPLE_STATUS[state];
  return {
    platform: applePlatformOf(document),
    providerId: document.udid,
    name: told('DeviceName'),
    serial: told('SerialNumber'),
    model: told('ModelName') ?? told('ProductName') ?? told('Model'),
    user: owner?.email ?? owner?.userName ?? null,
    location: null,
    assetId: null,
    notes: null,
    orgUnitId: null,
    orgUnitPath: owner?.orgUnitPath ?? null,
    state,
    providerStatus,
    status:
      information.IsMDMLostModeEnabled === true
        ? statusOf(state, 'DISABLED', false)
        : statusOf(state, providerStatus, false),
    osVersion: told('OSVersion'),
    lastSyncAt: document.lastSeenAt,
    enrolledAt: document.enrolledAt,
    autoUpdateUntil: null,
  };
}

/** Longest value of a list, in characters; the document keeps what the device said. */
const LONGEST = 255;

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value.slice(0, LONGEST) : null;
}
