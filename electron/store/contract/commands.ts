import type { ActionSpec, AnnotationChange } from '../../model/action.ts';
import type { TargetOutcome } from '../../model/action-adapter.ts';
import type { AuditDraft } from '../../model/audit.ts';
import type { Bar, Command, Target, TargetFacts, TargetReason, TargetState } from '../../model/command.ts';

/** A target before it is stored: frozen, with what it will be judged by. */
export interface NewTarget {
  facts: TargetFacts;
  change: AnnotationChange | null;
}

/** A target taken for sending. */
export interface ClaimedTarget {
  target: Target;
  /**
   * What has come between since the target was frozen, so that it must not be sent to: a wipe of this device was sent,
   * or may have been; the same action of another command is on its way to it, or its outcome is unknown.
   */
  between: 'wiped_since' | 'in_flight' | 'in_doubt' | null;
}

/**
 * A target's move with what became known; `queued` gives a claimed one back. `sent`, `not_now` and `unknown` may be
 * told again: that is no move, yet when it was asked, what the provider said and when to ask again are noted.
 */
export interface TargetMove {
  id: number;
  outcome: TargetOutcome | { state: 'queued' };
  /** Set when the request has gone out just now. */
  sentAt?: number;
  /** When to ask (again); null: never. Absent: as it was. */
  nextCheckAt?: number | null;
}

/**
 * Commands and their targets. Every write is on the disk (`synchronous=FULL`) when it answers, holds each move to
 * TARGET_MOVES, keeps the counts, and records the audit drafts given with it in the same transaction. Commands and
 * targets outlive their connection.
 */
export interface CommandRepository {
  /** Inserts a command with all its targets, held. */
  create(input: {
    command: Pick<
      Command,
      'id' | 'spec' | 'connectionId' | 'account' | 'actor' | 'origin' | 'createdAt' | 'holdMs' | 'retryOf'
    >;
    /** The life of the connection it was made in. */
    generation: number;
    targets: NewTarget[];
    audit: AuditDraft;
  }): Promise<Command>;
  get(id: string): Promise<Command | null>;
  /** Newest first; `before` is a `createdAt`. `open`: only those not ended; `attention`: with failed, expired or unknown targets not dismissed. */
  list(input: { limit: number; before?: number; which?: 'all' | 'open' | 'attention' }): Promise<Command[]>;
  /** The exact number of targets that wait for a person, over all commands: unknown ones, and failed or expired ones not dismissed. */
  attention(): Promise<{ commands: number; unknown: number; failed: number }>;
  targets(input: {
    commandId: string;
    states?: TargetState[];
    /** Found in serial, user, model or provider id. */
    text?: string;
    offset: number;
    limit: number;
  }): Promise<{ rows: Target[]; total: number }>;
  target(id: number): Promise<Target | null>;
  /** Grave targets confirmed since an instant and not undone or refused before sending. */
  graveSince(at: number): Promise<number>;
  /** Targets of the same action not ended, or of any with an unknown outcome, for these devices (provider ids, ≤ 1,000). */
  inFlight(input: {
    connectionId: string;
    action: ActionSpec['action'];
    providerIds: string[];
  }): Promise<{ providerId: string; state: TargetState; sameAction: boolean }[]>;
  /** Of these devices (provider ids, ≤ 1,000) those on which a command that tries this one again has been carried out. */
  doneSince(input: { commandId: string; providerIds: string[] }): Promise<string[]>;
  /** Held → queued. False when it is not held any more. */
  release(input: { commandId: string; at: number; audit: AuditDraft }): Promise<boolean>;
  /** Held → cancelled (`undone`). The number of targets; 0 when it is not held any more. */
  undo(input: { commandId: string; at: number; audit: AuditDraft }): Promise<number>;
  /**
   * Held and queued → cancelled; those already sent stay, and one being sent just now is cancelled should it be given
   * back. The number cancelled at once; `audit` is recorded when there was any of these.
   */
  cancel(input: {
    commandId: string;
    targets?: number[];
    reason: TargetReason;
    at: number;
    audit: AuditDraft | null;
  }): Promise<number>;
  /** The admin has seen what failed or expired: it no longer asks for attention. */
  dismiss(input: { commandId: string; at: number }): Promise<void>;
  /** Stops or restarts the sending of a command's queue. */
  pause(input: { commandId: string; reason: Command['paused']; audit: AuditDraft | null }): Promise<void>;
  /**
   * The same for every command of a connection with something queued or being sent, when the account is barred.
   * Answers the ids of those it stopped.
   */
  pauseAll(input: { connectionId: string; reason: Bar }): Promise<string[]>;
  /** Lets go on what a bar had stopped, and nothing that waits for a person's word. Answers their ids. */
  resumeBarred(connectionId: string): Promise<string[]>;
  /**
   * Queued → sending, for the next targets of the one command that waits longest for its turn (each claim gives the
   * turn away, so that a small command is not behind a long one), not paused. The intent is on the disk when this
   * answers. Null when nothing is queued, and when the connection lives another life than `generation`; a command
   * made in an earlier life goes out in this one, under its account.
   */
  claim(input: {
    connectionId: string;
    generation: number;
    /** The most targets by action; an action that is not named is not claimed. */
    limits: Partial<Record<ActionSpec['action'], number>>;
    owner: string;
    at: number;
  }): Promise<{ command: Command; targets: ClaimedTarget[] } | null>;
  /**
   * Moves targets. A move the table does not have is left out (somebody was faster); answers how many were made.
   * Once the connection has ended, what is given back is cancelled instead, and what is on its way is `unknown` and
   * not asked for again.
   * `audit` is recorded when a move was made; `ended` for each command that this call brought to its end
   * (`endedAt` was null before), with the command's id as its object and, added to its detail, its numbers by state.
   */
  move(input: {
    moves: TargetMove[];
    at: number;
    audit?: AuditDraft | null;
    ended?: AuditDraft | null;
  }): Promise<number>;
  /**
   * Targets in `sending` claimed by another owner than this: their program ended. They become `unknown` (`cut_off`),
   * with the time of the claim as `sentAt`. `ended` is recorded as by `move`.
   */
  cutOff(input: {
    connectionId: string;
    owner: string;
    at: number;
    nextCheckAt: number;
    ended?: AuditDraft | null;
  }): Promise<number>;
  /** Targets whose outcome is to be asked for by now (see isDue), those due longest first, with their commands' specs. */
  due(input: {
    connectionId: string;
    at: number;
    limit: number;
  }): Promise<{ spec: ActionSpec; target: Target }[]>;
  /**
   * When the next target is due, how many are queued and not paused, and whether any is being sent, or was when its
   * program or its connection ended; for the timer.
   */
  outlook(
    connectionId: string,
  ): Promise<{ nextCheckAt: number | null; queued: number; held: string[]; sending: boolean }>;
  /** What a connection's end means for its commands: held and queued are cancelled, those on their way are not followed. */
  endConnection(input: { connectionId: string; at: number }): Promise<void>;
}
