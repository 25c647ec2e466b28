import type { Db } from '../database/connect.ts';

/** What belongs to a user besides what he signs in with: devices that are managed here, and profiles meant for him. */
const MOVES = [
  'UPDATE apple_devices SET user_id = @to WHERE user_id = @from',
  'UPDATE apple_identities SET user_id = @to WHERE user_id = @from',
  'UPDATE apple_challenges SET user_id = @to WHERE user_id = @from',
  // Both may have been meant.
  "UPDATE OR IGNORE apple_assignments SET target = @to WHERE kind = 'user' AND target = @from",
  "DELETE FROM apple_assignments WHERE kind = 'user' AND target = @from",
];

/** Hands to one user (by id) what was another’s, when the two are found to be one. Part of a transaction. */
export function ownershipMover(db: Db): (from: string, to: string) => void {
  const moves = MOVES.map((sql) => db.prepare<[object]>(sql));
  return (from, to) => {
    for (const move of moves) move.run({ from, to });
  };
}
