import type { AppleRepository } from '../contract/apple.ts';
import { type Db, durably } from '../database/connect.ts';

/** A PIN that a Mac was locked with is asked for as long as it is locked. */
const ORDERS = `DELETE FROM apple_queue WHERE seq IN (
  SELECT q.seq FROM apple_queue q JOIN apple_channels c ON c.seq = q.channel JOIN apple_devices d ON d.seq = c.device
  WHERE q.ended_at < @before AND q.sealed IS NULL
    AND NOT EXISTS (SELECT 1 FROM apple_installs i WHERE i.uuid = q.uuid AND i.state <> 'installed')
    AND NOT EXISTS (SELECT 1 FROM command_targets t WHERE t.device_id = d.device_id
      AND t.provider_command_id = q.bundle AND t.state IN ('sent', 'not_now', 'unknown'))
  ORDER BY q.ended_at LIMIT @limit)`;
const CHALLENGES = `DELETE FROM apple_challenges WHERE seq IN (
  SELECT seq FROM apple_challenges WHERE expires_at < @before LIMIT @limit)`;

/** See AppleRepository.sweep. */
export function appleSweeper(db: Db): (input: Parameters<AppleRepository['sweep']>[0]) => number {
  const sweeps = [ORDERS, CHALLENGES].map((sql) => db.prepare<[object]>(sql));
  return (input) => durably(db, () => sweeps.reduce((swept, sweep) => swept + sweep.run(input).changes, 0));
}
