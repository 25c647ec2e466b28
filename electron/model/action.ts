import { z } from 'zod';
import type { DevicePlatform } from './device.ts';

/** What an admin can have done to Chromebooks, by way of Google. */
export const CHROMEOS_ACTIONS = [
  'restart',
  'lost_mode_on',
  'lost_mode_off',
  'wipe_users',
  'wipe_device',
  'deprovision',
  'move_unit',
  'annotate',
] as const;

/** What an admin can have done to iPhones, iPads and Macs that are managed here. */
export const APPLE_ACTIONS = [
  'apple_refresh',
  'apple_lock',
  'apple_restart',
  'apple_shut_down',
  'apple_clear_passcode',
  'apple_lost_on',
  'apple_lost_off',
  'apple_rename',
  'apple_install_profile',
  'apple_remove_profile',
  'apple_retire',
  'apple_erase',
] as const;
export const ACTIONS = [...CHROMEOS_ACTIONS, ...APPLE_ACTIONS] as const;
export const actionNameSchema = z.enum(ACTIONS);
export type ActionName = z.infer<typeof actionNameSchema>;

/** The connections that carry out actions. */
export const ACTION_FAMILIES = ['google', 'apple'] as const;
export type ActionFamily = (typeof ACTION_FAMILIES)[number];

const APPLE: ReadonlySet<ActionName> = new Set(APPLE_ACTIONS);

/** Whose devices an action is for. */
export function familyOf(action: ActionName): ActionFamily {
  return APPLE.has(action) ? 'apple' : 'google';
}

/** Who carries out actions on a kind of device. */
export function familyOfPlatform(platform: DevicePlatform): ActionFamily {
  return platform === 'chromeos' ? 'google' : 'apple';
}

/** The reasons Google's console offers for a deprovisioning (DeprovisionReason, Directory API). */
export const DEPROVISION_REASONS = [
  'same_model_replacement',
  'different_model_replacement',
  'retiring_device',
  'upgrade_transfer',
] as const;

/** The fields that can be written back. The limits are Google's (chromeosdevices.patch); Unicode code units. */
export const ANNOTATION_LIMITS = { assetId: 100, user: 100, location: 200, notes: 500 } as const;
export const ANNOTATIONS = ['assetId', 'user', 'location', 'notes'] as const;
export type Annotation = (typeof ANNOTATIONS)[number];

/** New values of annotations; an absent field stays as it is, an empty text clears it. */
export const annotationChangeSchema = z.object({
  assetId: z.string().max(ANNOTATION_LIMITS.assetId).optional(),
  user: z.string().max(ANNOTATION_LIMITS.user).optional(),
  location: z.string().max(ANNOTATION_LIMITS.location).optional(),
  notes: z.string().max(ANNOTATION_LIMITS.notes).optional(),
});
export type AnnotationChange = z.infer<typeof annotationChangeSchema>;

/** What is shown on a locked screen. */
const lockText = z.string().max(500).default('');

/** An action with its parameters. */
export const actionSpecSchema = z.discriminatedUnion('action', [
  /** Seconds a signed-in person is given before the restart (REBOOT payload: 0 to 300). */
  z.object({ action: z.literal('restart'), delaySeconds: z.int().min(0).max(300).default(0) }),
  z.object({ action: z.literal('lost_mode_on') }),
  z.object({ action: z.literal('lost_mode_off') }),
  z.object({ action: z.literal('wipe_users') }),
  z.object({ action: z.literal('wipe_device') }),
  z.object({ action: z.literal('deprovision'), reason: z.enum(DEPROVISION_REASONS) }),
  z.object({ action: z.literal('move_unit'), orgUnitId: z.string(), orgUnitPath: z.string() }),
  /** `changes` is null when each target brings its own (a CSV). */
  z.object({ action: z.literal('annotate'), changes: annotationChangeSchema.nullable() }),
  /** Asks for the whole inventory anew. */
  z.object({ action: z.literal('apple_refresh') }),
  /** Message and phone number are shown on the lock screen; Macs are given a PIN, which the pane can show. */
  z.object({ action: z.literal('apple_lock'), message: lockText, phone: lockText }),
  z.object({ action: z.literal('apple_restart') }),
  z.object({ action: z.literal('apple_shut_down') }),
  z.object({ action: z.literal('apple_clear_passcode') }),
  /** One of message and phone number must be given (Apple, EnableLostMode). */
  z.object({ action: z.literal('apple_lost_on'), message: lockText, phone: lockText, footnote: lockText }),
  z.object({ action: z.literal('apple_lost_off') }),
  z.object({ action: z.literal('apple_rename'), name: z.string().min(1).max(100) }),
  z.object({ action: z.literal('apple_install_profile'), profileId: z.string(), name: z.string() }),
  z.object({ action: z.literal('apple_remove_profile'), identifier: z.string().min(1).max(500) }),
  /** Removes the management from the device; what is on it otherwise stays. */
  z.object({ action: z.literal('apple_retire') }),
  z.object({ action: z.literal('apple_erase') }),
]);
export type ActionSpec = z.infer<typeof actionSpecSchema>;
/** An action on Chromebooks, with its parameters. */
export type ChromeosSpec = Extract<ActionSpec, { action: (typeof CHROMEOS_ACTIONS)[number] }>;
/** An action on devices that are managed here, with its parameters. */
export type AppleSpec = Exclude<ActionSpec, ChromeosSpec>;

/** True for an action that Google carries out. */
export function isChromeosSpec(spec: ActionSpec): spec is ChromeosSpec {
  return familyOf(spec.action) === 'google';
}
export type ActionSpecInput = z.input<typeof actionSpecSchema>;

/** Actions that end a device’s work for the person who has it: they are capped, and many are confirmed by number. */
const GRAVE: ReadonlySet<ActionName> = new Set([
  'lost_mode_on',
  'wipe_users',
  'wipe_device',
  'deprovision',
  'apple_lock',
  'apple_clear_passcode',
  'apple_lost_on',
  'apple_retire',
  'apple_erase',
]);
/** Actions after which nothing that was meant for the device may reach it any more. */
const WIPES: ReadonlySet<ActionName> = new Set(['wipe_users', 'wipe_device', 'apple_erase']);

/** True for actions that are capped, shown in red and confirmed by typing their number. */
export function isGrave(action: ActionName): boolean {
  return GRAVE.has(action);
}

/** True for actions that begin a new life of the device or of what is on it. */
export function isWipe(action: ActionName): boolean {
  return WIPES.has(action);
}

/** The admin’s limits, per workspace. */
export const actionLimitsSchema = z.object({
  /** Nothing is sent for so long after the confirmation. */
  undoSeconds: z.int().min(5).max(600).default(15),
  /** A grave action on more devices than this is confirmed by typing their number. */
  typeNumberOver: z.int().min(0).max(1000).default(5),
  /** Devices of one command. */
  targetsPerCommand: z.int().min(1).max(50_000).default(10_000),
  /** Devices under grave actions in 24 hours. */
  gravePerDay: z.int().min(1).max(50_000).default(250),
  /** Requests that change something, sent in a minute at most; Google’s default quota is 2,400 with all reads. */
  writesPerMinute: z.int().min(1).max(2400).default(300),
});
export type ActionLimits = z.infer<typeof actionLimitsSchema>;
