import type { OrderReason } from '../../model/apple/order.ts';
import { appendAudit } from '../chain/append.ts';
import type { AppleRepository } from '../contract/apple.ts';
import { type Db, durably } from '../database/connect.ts';
import { OPEN_ORDER } from './order-rows.ts';
import { targetHurrier } from './targets.ts';

type Cancel = Parameters<AppleRepository['cancel']>[0];

const CANCEL = `UPDATE apple_queue SET state = 'cancelled', reason = @reason, held = 0, ended_at = @at`;

/** Cancels all that waits for a device, or is on its way to it. Part of a transaction. */
export function queueEmptier(
  db: Db,
): (device: { seq: number; deviceId: string }, reason: OrderReason, at: number) => void {
  const empty = db
    .prepare<[object], string>(
      `${CANCEL} WHERE ${OPEN_ORDER} AND channel IN (SELECT seq FROM apple_channels WHERE device = @seq)
       RETURNING bundle`,
    )
    .pluck();
  const hurry = targetHurrier(db);
  return ({ seq, deviceId }, reason, at) => {
    const bundles = new Set(empty.all({ seq, reason, at }));
    for (const bundle of bundles) hurry({ deviceId, bundle }, at);
  };
}

/** See AppleRepository.cancel. */
export function canceller(db: Db): (input: Cancel) => number {
  const cancel = db.prepare<[object], { bundle: string; deviceId: string }>(
    `UPDATE apple_queue SET state = iif(state = 'sent' AND tries > 1, 'unknown', 'cancelled'), reason = @reason, held = 0,
       ended_at = @at WHERE uuid = @uuid AND (state IN ('queued', 'not_now') OR (state = 'sent' AND @taken = 1))
     RETURNING bundle, (SELECT d.device_id FROM apple_channels c JOIN apple_devices d ON d.seq = c.device
       WHERE c.seq = channel) AS deviceId`,
  );
  const hurry = targetHurrier(db);
  return ({ uuids, reason, at, taken = false, audit }) =>
    durably(db, () => {
      const moved = uuids.flatMap((uuid) => cancel.get({ uuid, reason, at, taken: taken ? 1 : 0 }) ?? []);
      for (const order of moved) hurry(order, at);
      if (moved.length > 0 && audit) appendAudit(db, audit);
      return moved.length;
    });
}
