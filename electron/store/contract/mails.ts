import type { AuditDraft } from '../../model/audit.ts';
import type { Invitation } from '../../model/invitation.ts';
import type { MailJob, MailJobState, MailKind } from '../../model/mail-job.ts';
import type { User } from '../../model/user.ts';

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
