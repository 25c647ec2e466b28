import type { AppleState } from '../../model/apple/enrollment.ts';
import { requestTypeOf } from '../../model/apple/order.ts';
import { MusterError } from '../../model/errors.ts';
import type { AppleRepository, NewOrder } from '../contract/apple.ts';
import { type Db, durably } from '../database/connect.ts';

type Refusals = Awaited<ReturnType<AppleRepository['enqueue']>>['refused'];
interface Place {
  channel: number;
  state: AppleState;
  life: number;
  enrolledAt: number | null;
}

const PLACE = `SELECT c.seq AS channel, d.state, d.life, d.enrolled_at AS enrolledAt
  FROM apple_devices d JOIN apple_channels c ON c.device = d.seq WHERE d.device_id = ? AND c.user_guid = ?`;
const INSERT = `INSERT INTO apple_queue (uuid, channel, life, request_type, spec, sealed, purpose, bundle, state, queued_at)
  VALUES (@uuid, @channel, @life, @requestType, @spec, @sealed, @purpose, @bundle, 'queued', @at)
  ON CONFLICT (uuid) DO NOTHING`;

/** Queues orders, all or, when a uuid is there already, none; see AppleRepository.enqueue. Part of a transaction. */
export function orderQueuer(db: Db): (orders: NewOrder[], at: number) => Refusals {
  const place = db.prepare<[string, string], Place>(PLACE);
  const insert = db.prepare<[object]>(INSERT);
  const wake = db.prepare<[number, number]>(
    'UPDATE apple_channels SET push_due_at = ? WHERE seq = ? AND token IS NOT NULL',
  );
  const queueOne = (
    { deviceId, guid, order, enrolledAt, ...row }: NewOrder,
    at: number,
  ): Refusals[string] | null => {
    const found = place.get(deviceId, guid);
    const refusal = refusalOf(found, enrolledAt);
    if (found === undefined || refusal !== null) return refusal ?? 'gone';
    const { channel, life } = found;
    const kept = {
      ...row,
      channel,
      life,
      requestType: requestTypeOf(order),
      spec: JSON.stringify(order),
      at,
    };
    if (insert.run(kept).changes === 0) throw new MusterError('bad_input', { uuid: row.uuid });
    wake.run(at, channel);
    return null;
  };
  return (orders, at) => {
    const refused: Refusals = {};
    for (const order of orders) {
      const refusal = queueOne(order, at);
      if (refusal !== null) refused[order.uuid] = refusal;
    }
    return refused;
  };
}

function refusalOf(place: Place | undefined, enrolledAt: number | null): Refusals[string] | null {
  if (place === undefined) return 'gone';
  // While it registers anew, it still has the time of the last one.
  const anew = place.enrolledAt !== enrolledAt || (place.state === 'pending' && enrolledAt !== null);
  if (enrolledAt !== null && anew) return 'reregistered';
  return place.state === 'active' ? null : 'gone';
}

/** See AppleRepository.enqueue. */
export function enqueuer(db: Db) {
  const queue = orderQueuer(db);
  return ({ orders, at }: Parameters<AppleRepository['enqueue']>[0]): { refused: Refusals } =>
    durably(db, () => ({ refused: queue(orders, at) }));
}
