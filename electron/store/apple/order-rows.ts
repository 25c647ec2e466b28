import {
  type AppleOrder,
  appleOrderSchema,
  type ErrorChain,
  errorChainSchema,
  type QueuedOrder,
  queuedOrderSchema,
} from '../../model/apple/order.ts';
import type { Db } from '../database/connect.ts';

type Row = Record<string, unknown> & { spec: string; errors: string | null };

/** The states of orders that wait, are on their way or were put off. Said in full wherever their index is to be used. */
export const OPEN_ORDER = "state IN ('queued', 'sent', 'not_now')";

const SELECT = `SELECT q.uuid, d.device_id AS deviceId, iif(c.user_guid = '', NULL, coalesce(c.short_name, c.user_guid)) AS user,
    q.request_type AS requestType, q.spec, q.purpose, q.bundle, q.state, q.queued_at AS queuedAt, q.sent_at AS sentAt,
    q.tries, q.not_now_at AS notNowAt, q.ended_at AS endedAt, q.reason, q.errors
  FROM apple_queue q JOIN apple_channels c ON c.seq = q.channel JOIN apple_devices d ON d.seq = c.device`;

/** Reads orders as people see them; `rest` speaks of `q` (apple_queue), `c` (apple_channels) and `d` (apple_devices). */
export function orderReader<Bind extends unknown[]>(db: Db, rest: string): (...bind: Bind) => QueuedOrder[] {
  const statement = db.prepare<Bind, Row>(`${SELECT} ${rest}`);
  return (...bind) => statement.all(...bind).map(orderOf);
}

function orderOf({ spec, errors, ...row }: Row): QueuedOrder {
  return queuedOrderSchema.parse({ ...row, order: specOf(spec), errors: errorsOf(errors) });
}

/** The order that is kept as text. */
export function specOf(spec: string): AppleOrder {
  return appleOrderSchema.parse(JSON.parse(spec));
}

/** The device’s words that are kept as text. */
export function errorsOf(errors: string | null): ErrorChain | null {
  return errors === null ? null : errorChainSchema.parse(JSON.parse(errors));
}
