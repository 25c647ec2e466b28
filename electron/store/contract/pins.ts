import type { AuditDraft } from '../../model/audit.ts';
import type { PinState, PinWay } from '../../model/pin.ts';

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
  /**
   * Keeps a new PIN; the user’s active one becomes `replaced` in the same transaction. Throws `invitation_ended` when its
   * invitation was cancelled meanwhile.
   */
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
