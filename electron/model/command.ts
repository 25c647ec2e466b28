import { z } from 'zod';
import { actionSpecSchema, annotationChangeSchema } from './action.ts';
import { devicePlatformSchema } from './device.ts';

/**
 * The states of one target of a command. `sending` is on the disk before the request goes out, so that a cut there
 * is known as an outcome in doubt. `acknowledged` alone means that it was done.
 */
export const TARGET_STATES = [
  'held',
  'queued',
  'sending',
  'sent',
  'not_now',
  'unknown',
  'acknowledged',
  'failed',
  'expired',
  'cancelled',
] as const;
export const targetStateSchema = z.enum(TARGET_STATES);
export type TargetState = z.infer<typeof targetStateSchema>;

/**
 * The moves a target can make; every other is a programming error. Only a request that certainly did nothing goes
 * back to `queued`; nothing leads from `unknown` back there, so what is in doubt is never sent again.
 */
const TARGET_MOVES: Readonly<Record<TargetState, readonly TargetState[]>> = {
  held: ['queued', 'cancelled'],
  queued: ['sending', 'cancelled'],
  sending: ['queued', 'sent', 'acknowledged', 'failed', 'cancelled', 'unknown'],
  sent: ['not_now', 'acknowledged', 'failed', 'expired', 'cancelled', 'unknown'],
  not_now: ['sent', 'acknowledged', 'failed', 'expired', 'cancelled', 'unknown'],
  unknown: ['sent', 'acknowledged', 'failed', 'expired', 'cancelled'],
  acknowledged: [],
  failed: [],
  expired: [],
  cancelled: [],
};

/** True when the table above allows the move. */
export function canMoveTarget(from: TargetState, to: TargetState): boolean {
  return TARGET_MOVES[from].includes(to);
}

/** True when nothing more will happen by itself or by the admin. */
export function isFinal(state: TargetState): boolean {
  return TARGET_MOVES[state].length === 0;
}

/** Why a device is not taken into a command, or not sent to after all. */
export const REFUSALS = [
  /** No device has this serial. */
  'unknown_serial',
  /** Several devices have this serial: pick them by hand. */
  'ambiguous_serial',
  /** The same device came twice in the list. */
  'listed_twice',
  'vanished',
  /** Deprovisioned, not yet provisioned, or in a state we do not know. */
  'not_managed',
  /** In lost mode: Google takes no command for it. */
  'in_lost_mode',
  'not_in_lost_mode',
  /** It is already as the action would make it. */
  'already',
  'os_too_old',
  'no_such_unit',
  'value_too_long',
  /** The same action is on its way to it. */
  'in_flight',
  /** An earlier command for it has an unknown outcome. */
  'in_doubt',
  /** It failed, and another command that tried it again has done it. */
  'done_since',
  /** Not supported by the platform. */
  'unsupported',
  /** The action is for devices of another kind. */
  'other_platform',
  /** The action needs a supervised device. */
  'not_supervised',
  /** The device gave no unlock token. */
  'no_unlock_token',
  /** The profile is no longer in the library. */
  'no_such_profile',
  /** The profile is for users of a Mac, and none of this one’s is managed. */
  'no_managed_user',
  /** A field the action needs was not given. */
  'incomplete',
] as const;
export const refusalSchema = z.enum(REFUSALS);
export type Refusal = z.infer<typeof refusalSchema>;

/** Why a target is as it is, beside the provider’s own words. */
export const TARGET_REASONS = [
  ...REFUSALS,
  'undone',
  'by_admin',
  'connection_deleted',
  /** Registered anew since the targets were frozen. */
  'reregistered',
  /** A wipe was sent to it since the targets were frozen. */
  'wiped_since',
  /** The provider no longer knows it. */
  'gone',
  /** Somebody else changed the value since the targets were frozen. */
  'conflict',
  /** The provider refused the request for this device. */
  'refused',
  /** The device tried and failed. */
  'device_failed',
  /** The device ignored it. */
  'device_ignored',
  'device_expired',
  'provider_cancelled',
  /** The device is through with it, and how is not told, or in words we do not know. */
  'no_result',
  /** The provider took it and tells no more what became of it. */
  'no_word',
  /** The request went out and its answer was lost. */
  'answer_lost',
  /** The program ended between sending and the answer. */
  'cut_off',
  /** Done by the answer, yet reading back shows something else. */
  'not_verified',
  /** Told from the device’s state, not from an answer. */
  'seen_on_device',
  /** By the admin’s word. */
  'settled_by_admin',
  /** Management was removed on the device. */
  'unenrolled',
] as const;
export const targetReasonSchema = z.enum(TARGET_REASONS);
export type TargetReason = z.infer<typeof targetReasonSchema>;

/** The annotations of a device as its provider has them; null where there is none. */
export const annotationsSchema = z.object({
  assetId: z.string().nullable(),
  user: z.string().nullable(),
  location: z.string().nullable(),
  notes: z.string().nullable(),
});
export type Annotations = z.infer<typeof annotationsSchema>;

/** What is known of a device when it is frozen as a target, or read again before sending. Times in ms UTC. */
export const targetFactsSchema = z.object({
  deviceId: z.string(),
  providerId: z.string(),
  serial: z.string().nullable(),
  model: z.string().nullable(),
  user: z.string().nullable(),
  orgUnitId: z.string().nullable(),
  orgUnitPath: z.string().nullable(),
  providerStatus: z.string().nullable(),
  osVersion: z.string().nullable(),
  /** Marks the device’s life: registered anew it has another one. */
  enrolledAt: z.number().nullable(),
  vanishedAt: z.number().nullable(),
  annotations: annotationsSchema,
  platform: devicePlatformSchema.default('chromeos'),
  /** Null where it is not known, or means nothing. */
  supervised: z.boolean().nullable().default(null),
});
export type TargetFacts = z.infer<typeof targetFactsSchema>;

/** One target of a command. Times are ms UTC. */
export const targetSchema = z.object({
  /** Unique in the workspace. */
  id: z.int(),
  commandId: z.string(),
  facts: targetFactsSchema,
  /** The device’s own new values, when the command has none for all. */
  change: annotationChangeSchema.nullable(),
  state: targetStateSchema,
  reason: targetReasonSchema.nullable(),
  /** The provider’s own words. */
  message: z.string().nullable(),
  attempts: z.int(),
  sentAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  /** When its outcome was last asked for, and when it will be asked again. */
  checkedAt: z.number().nullable(),
  nextCheckAt: z.number().nullable(),
  providerCommandId: z.string().nullable(),
  /** As the provider writes them. */
  providerState: z.string().nullable(),
  providerResult: z.string().nullable(),
  /** By the provider’s word; after it the command is not carried out any more. */
  expiresAt: z.number().nullable(),
});
export type Target = z.infer<typeof targetSchema>;

/** What bars the account: tried again once it was renewed. */
export const BARS = ['reconnect_needed', 'permission_lost', 'api_disabled', 'scope_missing'] as const;
export type Bar = (typeof BARS)[number];

export const PAUSE_REASONS = [
  'admin',
  /** The file was repaired, or an older copy was put in its place: what waits may have gone out already. */
  'file_restored',
  ...BARS,
] as const;

/** How many targets are in each state; states without any are 0. */
export const targetCountsSchema = z.record(targetStateSchema, z.int());
export type TargetCounts = z.infer<typeof targetCountsSchema>;

/** One command: an action on frozen targets. */
export const commandSchema = z.object({
  id: z.string(),
  spec: actionSpecSchema,
  connectionId: z.string(),
  /** The connected account it goes out under. */
  account: z.string(),
  /** The person at this console: the user of the operating system. */
  actor: z.string(),
  origin: z.enum(['window', 'cli']),
  createdAt: z.number(),
  /** How long it is held from when the program that sends it first sees it. */
  holdMs: z.int(),
  /** About when the hold ends; null once it has. */
  holdUntil: z.number().nullable(),
  paused: z.enum(PAUSE_REASONS).nullable(),
  /** The command whose failed targets this one tries again. */
  retryOf: z.string().nullable(),
  total: z.int(),
  counts: targetCountsSchema,
  /** When its last target came to an end, or to an unknown outcome; null while any is on its way. */
  endedAt: z.number().nullable(),
});
export type Command = z.infer<typeof commandSchema>;

const ON_THE_WAY: readonly TargetState[] = ['held', 'queued', 'sending', 'sent', 'not_now'];
const ENDS: readonly TargetState[] = ['unknown', 'failed', 'expired', 'acknowledged', 'cancelled'];

/** The one state a command is shown with: its least advanced target’s, then its gravest end. */
export function stateOfCommand(counts: TargetCounts): TargetState {
  return [...ON_THE_WAY, ...ENDS].find((state) => (counts[state] ?? 0) > 0) ?? 'cancelled';
}

/** Counts with every state at 0. */
export function noCounts(): TargetCounts {
  return {
    held: 0,
    queued: 0,
    sending: 0,
    sent: 0,
    not_now: 0,
    unknown: 0,
    acknowledged: 0,
    failed: 0,
    expired: 0,
    cancelled: 0,
  };
}

/** The lease of whoever may send for a connection; it ends with the connection. */
export function sendingLease(connectionId: string): string {
  return `actions:${connectionId}`;
}
