import type { AuditDraft } from '../../model/audit.ts';
import type {
  Invitation,
  InvitationCounts,
  InvitationQuery,
  InvitationState,
} from '../../model/invitation.ts';
import type { User } from '../../model/user.ts';

export interface NewInvitation {
  id: string;
  user: Pick<User, 'id' | 'userName' | 'displayName' | 'email' | 'source' | 'language'>;
  linkHash: string;
  linkVersion: number;
  createdAt: number;
  createdBy: string;
  expiresAt: number;
}

/** What a link leads to. Of the user only what a stranger with the link may be told, or what decides about it. */
export interface LinkTarget {
  id: string;
  /** As it is shown: an open one past its time has expired. */
  state: InvitationState;
  expiresAt: number;
  linkVersion: number;
  /** A newer link has been made since. */
  replaced: boolean;
  /** As he is now; null once he was removed. */
  user: (Pick<User, 'id' | 'displayName' | 'source' | 'state'> & { hasPassword: boolean }) | null;
}

export interface InvitationRepository {
  /** Rows with what is known of their mail and PIN at `now` (ms UTC); `outdated` by `urlVersion`. */
  window(
    query: InvitationQuery,
    at: { now: number; urlVersion: number },
  ): Promise<{ rows: Invitation[]; total: number }>;
  /** In the order of the ids; unknown ones are left out. At most 1,000. */
  byIds(ids: string[], at: { now: number; urlVersion: number }): Promise<Invitation[]>;
  /** The user’s open invitation (draft, sent, opened and not past its time at `now`), the newest; null when there is none. */
  openOf(userId: string, at: { now: number; urlVersion: number }): Promise<Invitation | null>;
  /** Those past their time at `now` count as expired, noted or not. */
  counts(now: number): Promise<InvitationCounts>;
  /**
   * Which invitation a link leads to, whatever its state, and whether a newer link has been made for it since
   * (`replaced`); null when nobody ever had it.
   */
  byLink(linkHash: string): Promise<{ id: string; linkVersion: number; replaced: boolean } | null>;
  /**
   * Everything the page behind a link depends on, in one reading: what it leads to at `now` (null when nobody ever had
   * it), and what is kept under `settings` in the order of these keys. Each visit asks for it anew, so it is quick.
   */
  behind(input: {
    linkHash: string;
    now: number;
    settings: readonly string[];
  }): Promise<{ target: LinkTarget | null; settings: (string | null)[] }>;
  /**
   * Inserts invitations and queues a mail for those in `mailed` who have an address. Users who have an open one at `at`
   * are left out, or with `again` theirs is cancelled, and its waiting mails with it. 10,000 at once take well under a
   * second. `audit` is recorded when any was created, with the numbers `created` and `already` in its detail.
   */
  create(input: {
    invitations: NewInvitation[];
    /** Invitation id → the id of its new mail. */
    mailed: Record<string, string>;
    again: boolean;
    at: number;
    audit: AuditDraft;
  }): Promise<{ created: string[]; already: number }>;
  /**
   * Moves along INVITATION_MOVES; a move the table does not have is left out, and so is one of an invitation past its
   * time, but to its end. Answers how many were made. `cancelled` and `expired` cancel the waiting mails of the
   * invitations as well, `used` those that hold the link; `cancelled` also ends the PINs of their users, and the sessions
   * and tickets they led to. `audit` is recorded when any was moved. Only `renew` makes
   * drafts.
   */
  move(input: {
    ids: string[];
    to: Exclude<InvitationState, 'draft'>;
    at: number;
    handedBy?: NonNullable<Invitation['handedBy']>;
    audit: AuditDraft | null;
  }): Promise<number>;
  /**
   * Gives open and expired invitations new life: `expiresAt`, and a new link where one is given (the old one then says that it
   * was replaced). Expired ones become drafts as new ones are, unless their user has another open one: they are left out.
   * Queues a mail to the user’s address of now where `mailId` is given, unless one is waiting or being sent. Answers
   * the ids that were renewed, and the ids of them that had a mail waiting already.
   */
  renew(input: {
    renewals: {
      id: string;
      expiresAt: number;
      link: { hash: string; version: number } | null;
      mailId: string | null;
    }[];
    at: number;
    audit: AuditDraft;
  }): Promise<{ renewed: string[]; waiting: string[] }>;
  /** Notes that its user signed in through it: the first time only. */
  begin(input: { id: string; at: number }): Promise<void>;
  /** Draft, sent and opened past their time → expired, and their waiting mails → cancelled. How many. */
  expire(at: number): Promise<number>;
  /**
   * Queues a reminder for each registration that was begun and not finished: open, `begunAt` or the last reminder at
   * least `everyMs` ago, nothing else with its link mailed for as long, fewer than `most` reminders, user active with an
   * address, no mail waiting. Counts and times the reminder in the same transaction. Answers how many.
   */
  remind(input: { at: number; everyMs: number; most: number; limit: number }): Promise<number>;
}
