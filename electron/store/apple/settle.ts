import { ORDER_MOVES, type OrderReason, type OrderState, type QueuedOrder } from '../../model/apple/order.ts';
import type { DeviceReport } from '../contract/apple.ts';
import type { Db } from '../database/connect.ts';
import type { KnownDevice } from './caller.ts';
import { orderReader } from './order-rows.ts';
import { targetHurrier } from './targets.ts';

const TO: Readonly<Record<Exclude<DeviceReport['status'], 'Idle'>, OrderState>> = {
  Acknowledged: 'acknowledged',
  Error: 'failed',
  CommandFormatError: 'failed',
  NotNow: 'not_now',
};
const FIND = 'SELECT seq, state, bundle FROM apple_queue WHERE uuid = ? AND channel = ? AND life = ?';
/** What was put off was answered: its deliveries are counted anew. */
const PUT_OFF = `UPDATE apple_queue SET state = 'not_now', held = 1, not_now_at = @at, tries = 0 WHERE seq = @seq`;
const END = `UPDATE apple_queue SET state = @state, held = 0, ended_at = @at, reason = @reason, errors = @errors
  WHERE seq = @seq`;

interface Found {
  seq: number;
  state: OrderState;
  bundle: string;
}

/**
 * Moves the order that a report speaks of; null when it moves none: another device’s or channel’s, of an earlier life, or told
 * already. Part of a transaction.
 */
export function orderSettler(
  db: Db,
): (report: DeviceReport, device: KnownDevice, channel: number) => QueuedOrder | null {
  const find = db.prepare<[string, number, number], Found>(FIND);
  const putOff = db.prepare<[object]>(PUT_OFF);
  const end = db.prepare<[object]>(END);
  const read = orderReader<[number]>(db, 'WHERE q.seq = ?');
  const hurry = targetHurrier(db);
  return ({ uuid, status, errors, at }, { deviceId, life }, channel) => {
    if (uuid === null || status === 'Idle') return null;
    const order = find.get(uuid, channel, life);
    const state = TO[status];
    // Put off twice without having been sent between: the same word again.
    if (order === undefined || order.state === state || !ORDER_MOVES[order.state].includes(state))
      return null;
    const { seq } = order;
    const reason: OrderReason | null = status === 'CommandFormatError' ? 'format_error' : null;
    if (state === 'not_now') putOff.run({ seq, at });
    else end.run({ seq, at, state, reason, errors: errors === null ? null : JSON.stringify(errors) });
    hurry({ deviceId, bundle: order.bundle }, at);
    return read(seq)[0] ?? null;
  };
}
