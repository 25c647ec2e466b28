import type { Db } from '../database/connect.ts';

/**
 * Ends what cancelled invitations (by their ids) have given out: the PINs of their users, the sessions they led to, and
 * the tickets nobody has finished with. `shownPins`: those as well that somebody was shown, and may hold. Part of a
 * transaction.
 */
export function withdrawInvitations(
  db: Db,
  invitations: readonly string[],
  { shownPins }: { shownPins: boolean },
): void {
  if (invitations.length === 0) return;
  const ids = JSON.stringify(invitations);
  const listed = 'IN (SELECT value FROM json_each(@ids))';
  const ofTheirUsers = `user_id IN (SELECT user_id FROM invitations WHERE id ${listed})`;
  const run = (sql: string): unknown => db.prepare<[{ ids: string }]>(sql).run({ ids });
  run(`UPDATE pins SET state = 'cancelled'
    WHERE state = 'active' AND ${ofTheirUsers}${shownPins ? '' : " AND way = 'mail'"}`);
  run(`UPDATE tickets SET state = 'cancelled'
    WHERE state IN ('issued', 'redeemed') AND ${ofTheirUsers} AND invitation_id ${listed}`);
  run(`DELETE FROM portal_sessions WHERE ${ofTheirUsers} AND invitation_id ${listed}`);
}
