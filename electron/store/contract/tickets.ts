import type { AuditDraft } from '../../model/audit.ts';
import type { Ticket } from '../../model/ticket.ts';

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
