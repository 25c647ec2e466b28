import type { AuditDraft } from '../model/audit.ts';
import type { Invitation, InvitationCounts, InvitationQuery, InvitationState } from '../model/invitation.ts';
import type { MailJob, MailJobState, MailKind } from '../model/mail-job.ts';
import type { PinState, PinWay } from '../model/pin.ts';
import type { Ticket } from '../model/ticket.ts';
import type { User } from '../model/user.ts';

/**
 * What registration keeps. Every write is one transaction and on the disk (`synchronous=FULL`) when it answers: what
 * was shown, mailed or spent is never lost. Hashes are hex texts (SHA-256 of a link, a session or a ticket; an encoded
 * scrypt hash of a PIN or a password): nothing here opens a door by itself.
 */

export interface NewInvitation {
  id: string;
  user: Pick<User, 'id' | 'userName' | 'displayName' | 'email' | 'source' | 'language'>;
  linkHash: string;
  linkVersion: number;
  createdAt: number;
  createdBy: string;
  expiresAt: number;
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
   * invitations as well, `used` those that hold the link. `audit` is recorded when any was moved. Only `renew` makes
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

/** A claimed mail with the user as he is now; null when he was removed, suspended or is gone. */
export interface ClaimedMail {
  job: MailJob;
  user: User | null;
  /** Null for mails without one, and when it is not open any more. */
  invitation: Invitation | null;
}

export interface MailRepository {
  /** Newest first. */
  list(input: {
    states?: MailJobState[];
    offset: number;
    limit: number;
  }): Promise<{ rows: MailJob[]; total: number }>;
  /** How many wait (also being sent), failed, are unknown; when one was sent last; when the next one is due. */
  standing(): Promise<{
    queued: number;
    failed: number;
    unknown: number;
    lastSentAt: number | null;
    nextAt: number | null;
  }>;
  /**
   * Queues a mail for a user. False, and nothing queued, when one of this kind is waiting or being sent to him already.
   * Throws `user_no_address`, also when there is no such user.
   */
  enqueue(input: {
    id: string;
    kind: MailKind;
    userId: string;
    invitationId: string | null;
    at: number;
    audit: AuditDraft | null;
  }): Promise<boolean>;
  /** Queued and due → sending, the oldest first. The intent is on the disk when this answers. */
  claim(input: { owner: string; at: number; limit: number; urlVersion: number }): Promise<ClaimedMail[]>;
  /**
   * Moves a mail that was being sent. `queued` wants `nextAt`. `sent` of an invitation’s mail also moves the invitation
   * draft → sent (`mail`). Answers false when the table has no such move (somebody was faster).
   */
  settle(input: {
    id: string;
    to: Exclude<MailJobState, 'sending'>;
    at: number;
    error: string | null;
    nextAt: number | null;
  }): Promise<boolean>;
  /** Every queued mail waits until `nextAt` at least: the server cannot be reached. */
  postpone(nextAt: number): Promise<void>;
  /** Every queued mail is due now: an admin wants it, or the settings changed. */
  hurry(at: number): Promise<void>;
  /**
   * Mails left in `sending` by another owner → unknown, at the time they were tried. To be called by who holds the lease
   * of mails. How many.
   */
  cutOff(input: { owner: string; at: number }): Promise<number>;
  /** Queued → cancelled. How many. */
  cancel(input: { ids: string[]; at: number; audit: AuditDraft }): Promise<number>;
}

export interface KeptPin {
  id: string;
  userId: string;
  invitationId: string | null;
  /** Encoded scrypt hash. */
  hash: string;
  state: PinState;
  /** `mail`: it left in a mail. `shown`: an admin saw it. */
  way: 'mail' | 'shown';
  madeAt: number;
  expiresAt: number;
  /** Wrong tries and the end of the pause, apart for each way of trying. */
  wrong: Record<PinWay, number>;
  pausedUntil: Record<PinWay, number>;
}

export interface PinRepository {
  /** The user’s active PIN, past its time or not. */
  active(userId: string): Promise<KeptPin | null>;
  /** Keeps a new PIN; the user’s active one becomes `replaced` in the same transaction. */
  make(input: {
    pin: Pick<KeptPin, 'id' | 'userId' | 'invitationId' | 'hash' | 'way' | 'madeAt' | 'expiresAt'>;
    audit: AuditDraft | null;
  }): Promise<void>;
  /**
   * Counts a try *before* the PIN is compared, so that neither a restart nor two at once give one away. Refused while
   * paused, past its time, not active, or with all tries of this way spent (`most`); with those of both ways spent it is
   * cancelled. The pause after this try is set already (pauseAfter in model/pin.ts).
   */
  tryOut(input: { pinId: string; way: PinWay; at: number; free: number; most: number }): Promise<boolean>;
  /** The try was right: its way’s wrong tries are forgotten. */
  right(input: { pinId: string; way: PinWay }): Promise<void>;
  /** Active → cancelled. */
  cancel(input: { userId: string; audit: AuditDraft | null }): Promise<void>;
}

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
   * `pin_spent` when it is not active any more and was not spent in this very session. All other sessions of the user end.
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
  /** Deletes what is past its time: sessions, tries, turns. Tickets past it become `expired`. */
  sweep(at: number): Promise<void>;
}

export interface TicketRepository {
  /**
   * Issues a ticket. A registration spends the session’s PIN (`spends`) in the same transaction: `pin_spent` when it is
   * used, replaced or cancelled and was not spent in this very session. `device_limit` when the user has `limit`
   * completed registrations that were not ended. An earlier ticket of the same user, kind and platform that nobody
   * redeemed is cancelled.
   */
  issue(input: {
    ticket: Pick<Ticket, 'id' | 'kind' | 'userId' | 'invitationId' | 'platform' | 'issuedAt' | 'expiresAt'>;
    hash: string;
    session: string;
    spends: string | null;
    limit: number | null;
    audit: AuditDraft | null;
  }): Promise<void>;
  byHash(hash: string): Promise<Ticket | null>;
  get(id: string): Promise<Ticket | null>;
  /**
   * The first device takes it; the same device may take it again while it is valid (a lost answer), another one never.
   * `ticket_gone` when it is past its time at `at`, cancelled, taken by another device, or its user is not active.
   */
  redeem(input: { hash: string; device: string; at: number }): Promise<{ ticket: Ticket; again: boolean }>;
  /**
   * Redeemed → completed; the invitation of a registration, if open, becomes `used`. Idempotent. Throws `ticket_gone`
   * when it has expired or was cancelled meanwhile.
   */
  complete(input: { id: string; at: number; audit: AuditDraft | null }): Promise<void>;
  /** Issued or redeemed, and in time → cancelled. */
  cancel(input: { id: string; at: number }): Promise<void>;
  /** Newest first. */
  ofUser(userId: string): Promise<Ticket[]>;
}

export interface KeptCertificate {
  /** In hex, lower case. */
  serial: string;
  kind: 'server' | 'device';
  subject: string;
  notBefore: number;
  notAfter: number;
  issuedAt: number;
  revokedAt: number | null;
  /** RFC 5280 section 5.3.1. */
  reason: number | null;
  pem: string;
}

/** What Muster’s authority has issued. */
export interface CertificateRepository {
  /** A serial twice is refused with `internal`: it would mean that randomness failed. */
  put(certificate: KeptCertificate): Promise<void>;
  get(serial: string): Promise<KeptCertificate | null>;
  revoke(input: { serial: string; at: number; reason: number; audit: AuditDraft | null }): Promise<boolean>;
  /** All revoked ones that have not run out at `at`. */
  revoked(at: number): Promise<Pick<KeptCertificate, 'serial' | 'revokedAt' | 'reason'>[]>;
}
