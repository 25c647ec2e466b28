import type { ActionName, ActionSpec, AnnotationChange } from './action.ts';
import type { Refusal, Target, TargetFacts, TargetReason, TargetState } from './command.ts';
import type { MusterError } from './errors.ts';

/** One target as it goes out. */
export interface Order {
  target: Target;
  /** The new values for an `annotate`; null for other actions. */
  change: AnnotationChange | null;
}

/** What became of one target. `acknowledged` and `failed` are told by an answer or by the device’s own state. */
export interface TargetOutcome {
  state: Extract<
    TargetState,
    'sent' | 'not_now' | 'acknowledged' | 'failed' | 'expired' | 'cancelled' | 'unknown'
  >;
  reason: TargetReason | null;
  /** The provider’s own words. */
  message: string | null;
  providerCommandId?: string | null;
  providerState?: string | null;
  providerResult?: string | null;
  expiresAt?: number | null;
  /** The device’s record as JSON text, where it was read after the action. */
  document?: string;
}

/**
 * What came of sending. `answered` has an outcome for every order (by target id). `not_sent`: the request certainly
 * did nothing, so its targets go back to the queue and nothing is sent for `afterMs`. `barred`: likewise, and nothing
 * can be sent until a person acts.
 */
export type SendResult =
  | { kind: 'answered'; outcomes: Map<number, TargetOutcome> }
  | { kind: 'not_sent'; why: 'rate_limited' | 'offline'; afterMs: number | null; error: MusterError }
  | {
      kind: 'barred';
      pause: 'reconnect_needed' | 'permission_lost' | 'api_disabled' | 'scope_missing';
      error: MusterError;
    };

/** A device as its provider has it now; `document` is its record as JSON text. */
export interface FreshDevice {
  facts: Omit<TargetFacts, 'deviceId' | 'vanishedAt'>;
  document: string;
}

/**
 * How one platform carries out actions. Every implementation passes `test/contract/action-adapter`. Reads throw the
 * provider’s final MusterError; `send` never throws for what happened to the request, only for an abort before it
 * left.
 */
export interface ActionAdapter {
  /** The most targets one request takes; null when the platform has no such action. */
  batchSize(action: ActionName): number | null;
  /** How long the provider keeps it for a device that is off (ms, by its documentation); null where a request acts at once. */
  keptMs(action: ActionName): number | null;
  /** Why this device cannot be a target, from what is known of it; null when it can. Pure. */
  judge(
    spec: ActionSpec,
    facts: Pick<
      TargetFacts,
      'providerStatus' | 'osVersion' | 'orgUnitId' | 'annotations' | 'vanishedAt' | 'platform' | 'supervised'
    >,
    change: AnnotationChange | null,
  ): Refusal | null;
  /** Reads a device afresh; null when the provider knows it no more. */
  look(providerId: string, signal: AbortSignal): Promise<FreshDevice | null>;
  /** Sends one request for all these orders, once. */
  send(spec: ActionSpec, orders: readonly Order[], signal: AbortSignal): Promise<SendResult>;
  /** Asks what became of a target that is `sent` or `not_now`; null when there is nothing new. */
  follow(spec: ActionSpec, target: Target, signal: AbortSignal): Promise<TargetOutcome | null>;
  /**
   * For a target whose outcome is unknown: reads the device’s state and says what it proves; null when it proves
   * nothing (yet). Never sends.
   */
  reconcile(spec: ActionSpec, target: Target, signal: AbortSignal): Promise<TargetOutcome | null>;
}
