import type { Db } from '../database/connect.ts';

/**
 * The next number of what happens in this file. It rises with every call, whatever the clock says, so that "since"
 * holds when somebody sets the clock back. To be called in the transaction that uses it.
 */
export function nextOrder(db: Db): number {
  const next = db
    .prepare<[], number>(
      `INSERT INTO store_state VALUES ('order', 1) ON CONFLICT (key) DO UPDATE SET value = value + 1
       RETURNING value`,
    )
    .pluck();
  return next.get() ?? 0;
}

/** Lets the numbers go on after the highest that the rows of this file have, when the counter itself was lost. */
export function restoreOrder(db: Db): void {
  db.prepare(
    `INSERT OR REPLACE INTO store_state VALUES ('order', max(
      coalesce((SELECT max(max(made_order, turn_order)) FROM commands), 0),
      coalesce((SELECT max(sent_order) FROM command_targets), 0)))`,
  ).run();
}
