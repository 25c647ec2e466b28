import { TARGET_STATES } from '../../model/command.ts';
import type { Db } from '../database/connect.ts';
import { pauseForDoubt } from './doubt.ts';
import { restoreOrder } from './order.ts';

/**
 * Puts commands in order after their rows were saved from a damaged file. What waits to be sent is paused: the newest
 * writes may be lost, and with them that it had gone out. The log goes on after the last row known of.
 */
export function settleSalvagedCommands(db: Db, now: number): void {
  db.exec('DELETE FROM command_targets WHERE command NOT IN (SELECT seq FROM commands)');
  const counts = TARGET_STATES.map(
    (state) =>
      `${state} = (SELECT count(*) FROM command_targets t WHERE t.command = commands.seq AND t.state = '${state}')`,
  );
  db.exec(`UPDATE commands SET ${counts.join(', ')},
    total = (SELECT count(*) FROM command_targets t WHERE t.command = commands.seq)`);
  pauseForDoubt(db);
  db.exec(
    'UPDATE commands SET ended_at = NULL WHERE ended_at IS NOT NULL AND held + queued + sending + sent + not_now > 0',
  );
  db.prepare(
    `UPDATE commands SET ended_at = ? WHERE ended_at IS NULL AND held + queued + sending + sent + not_now = 0`,
  ).run(now);
  restoreOrder(db);
  db.exec(`INSERT OR IGNORE INTO audit_head SELECT 1, seq, hash FROM audit ORDER BY seq DESC LIMIT 1`);
}
