import type { Db } from '../database/connect.ts';

const DUE = `UPDATE command_targets SET next_check_at = @at
  WHERE device_id = @deviceId AND provider_command_id = @bundle AND state IN ('sent', 'not_now', 'unknown')`;

/** Orders of a device by the bundle they belong to. */
export interface Moved {
  deviceId: string;
  bundle: string;
}

/** Has the command centre look at once at what became of orders: its targets wait for them. Part of a transaction. */
export function targetHurrier(db: Db): (moved: Moved, at: number) => void {
  const due = db.prepare<[object]>(DUE);
  return ({ deviceId, bundle }, at) => {
    due.run({ deviceId, bundle, at });
  };
}
