import type { AuditDraft } from '../../model/audit.ts';
import type { User } from '../../model/user.ts';

export interface KeptPassword {
  hash: string;
  /** Given by an admin: to be changed at the next sign-in. */
  temporary: boolean;
  setAt: number;
  /** Of a temporary one. */
  expiresAt: number | null;
}

/** A signed-in browser. */
export interface PortalSession {
  hash: string;
  userId: string;
  invitationId: string | null;
  /** What has been proved in it. */
  pinId: string | null;
  password: boolean;
  /** It began with a handover: all that was asked for had been proved before, and a PIN spent. */
  handed: boolean;
  createdAt: number;
  expiresAt: number;
}

export interface AccessRepository {
  password(userId: string): Promise<KeptPassword | null>;
  /** Ids of these users (≤ 1,000) who have a password that is valid at `at`. */
  havePassword(userIds: string[], at: number): Promise<string[]>;
  /**
   * Sets or replaces it. `spends`: the PIN by which it is set becomes `used` in the same transaction; throws
   * `pin_spent` when it is not active any more and was not spent in this very session. It is proved in `session`; all
   * other sessions of the user end, and the links he was given for other devices.
   */
  setPassword(input: {
    userId: string;
    password: KeptPassword;
    session: string | null;
    spends: string | null;
    audit: AuditDraft | null;
  }): Promise<void>;
  removePassword(input: { userId: string; audit: AuditDraft | null }): Promise<void>;

  startSession(session: PortalSession): Promise<void>;
  /** Null when there is none, it is past its time, or its user is not active. With its user, as he is now. */
  session(hash: string, at: number): Promise<{ session: PortalSession; user: User } | null>;
  /** Adds what has been proved since. */
  proveSession(input: { hash: string; pinId?: string; password?: boolean; expiresAt: number }): Promise<void>;
  endSession(hash: string): Promise<void>;
  endSessionsOf(userId: string): Promise<void>;

  acceptTerms(input: { userId: string; terms: string; at: number; audit: AuditDraft | null }): Promise<void>;
  hasAccepted(userId: string, terms: string): Promise<boolean>;

  /**
   * Counts a try under a key (an account and a network, say) before it is judged; false while paused. `free` tries pause
   * nothing, later ones do as pauseAfter says, or for `pauseMs` each; a day without tries forgets them.
   */
  tryOut(input: { key: string; at: number; free: number; pauseMs?: number }): Promise<boolean>;
  forgetTries(key: string): Promise<void>;
  /** Takes one of `most` turns within `windowMs` under a key; false when they are taken. */
  takeTurn(input: { key: string; at: number; most: number; windowMs: number }): Promise<boolean>;
  /** Gives one of the turns taken under a key back. */
  giveTurnBack(key: string): Promise<void>;
  /** Deletes what is past its time: sessions, tries, turns. Tickets past it become `expired`. */
  sweep(at: number): Promise<void>;
}
