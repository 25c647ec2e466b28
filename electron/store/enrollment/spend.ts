import { MusterError } from '../../model/errors.ts';
import { nextOrder } from '../commands/order.ts';
import { type Db, durably } from '../database/connect.ts';
import { noteClaim } from '../database/put-back.ts';

export interface Spending {
  pinId: string;
  userId: string;
  /** The session (its hash) that may go on with the PIN. */
  session: string | null;
  at: number;
}

/**
 * Spends a PIN: the first one does, and its session may again. Throws `pin_spent` for everybody else, and when it is
 * past its time, replaced or cancelled. Part of the transaction that issues something for it.
 */
export function spendPin(db: Db, spending: Spending): void {
  const { changes } = db
    .prepare<[Spending]>(
      `UPDATE pins SET state = 'used', spent_in = @session, spent_at = @at
       WHERE id = @pinId AND user_id = @userId AND state = 'active' AND expires_at > @at`,
    )
    .run(spending);
  if (changes === 1) return;
  const own = db
    .prepare<[Spending]>(
      `SELECT 1 FROM pins WHERE id = @pinId AND user_id = @userId AND state = 'used' AND spent_in = @session`,
    )
    .get(spending);
  if (own === undefined) throw new MusterError('pin_spent');
}

/** Runs `work` durably, and lets a copy of the file put back later know that it is older than this. */
export function durablyNoted(db: Db, file: string, work: () => void): void {
  const order = durably(db, () => {
    work();
    return nextOrder(db);
  });
  noteClaim(file, order);
}
