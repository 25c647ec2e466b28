import type { QueuedOrder } from '../../model/apple/order.ts';
import type { AppleRepository } from '../contract/apple.ts';
import type { Db } from '../database/connect.ts';
import { orderReader } from './order-rows.ts';

type Orders = Parameters<AppleRepository['orders']>[0];

/** What reads of the queue answer; see AppleRepository for each. */
export function queueReads(db: Db) {
  const byUuid = orderReader<[string]>(db, 'WHERE q.uuid = ?');
  const ofBundle = orderReader<[string]>(db, 'WHERE q.bundle = ? ORDER BY q.seq');
  const sealed = db
    .prepare<[string], Uint8Array | null>('SELECT sealed FROM apple_queue WHERE uuid = ?')
    .pluck();
  return {
    queued: (uuid: string): QueuedOrder | null => byUuid(uuid)[0] ?? null,
    bundle: (bundle: string): QueuedOrder[] => ofBundle(bundle),
    sealedOf: (uuid: string): Uint8Array | null => sealed.get(uuid) ?? null,
    orders: (input: Orders): { rows: QueuedOrder[]; total: number } => readOrders(db, input),
  };
}

function readOrders(
  db: Db,
  { deviceId, states, offset, limit }: Orders,
): { rows: QueuedOrder[]; total: number } {
  const tests = [
    ...(deviceId === null
      ? []
      : [
          'q.channel IN (SELECT c.seq FROM apple_channels c JOIN apple_devices d ON d.seq = c.device WHERE d.device_id = @deviceId)',
        ]),
    ...(states === null ? [] : ['q.state IN (SELECT value FROM json_each(@states))']),
  ];
  const where = tests.length === 0 ? '' : `WHERE ${tests.join(' AND ')}`;
  const bind = {
    ...(deviceId === null ? {} : { deviceId }),
    ...(states === null ? {} : { states: JSON.stringify(states) }),
  };
  const total = db.prepare<[object], number>(`SELECT count(*) FROM apple_queue q ${where}`).pluck().get(bind);
  const rows = orderReader<[object]>(db, `${where} ORDER BY q.seq DESC LIMIT @limit OFFSET @offset`);
  return { rows: rows({ ...bind, offset, limit }), total: total ?? 0 };
}
