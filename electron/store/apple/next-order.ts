import { MOST_TRIES, type OrderState } from '../../model/apple/order.ts';
import type { OutgoingOrder } from '../contract/apple.ts';
import type { Db } from '../database/connect.ts';
import type { KnownDevice } from './caller.ts';
import { OPEN_ORDER, specOf } from './order-rows.ts';
import { targetHurrier } from './targets.ts';

interface Waiting {
  seq: number;
  uuid: string;
  state: OrderState;
  tries: number;
  spec: string;
  sealed: Uint8Array | null;
  bundle: string;
}

/** One that is on its way goes before all others: a channel has one at a time. */
const NEXT = `SELECT seq, uuid, state, tries, spec, sealed, bundle FROM apple_queue
  WHERE channel = ? AND ${OPEN_ORDER} AND held = 0 ORDER BY state = 'sent' DESC, seq LIMIT 1`;
const SEND = "UPDATE apple_queue SET state = 'sent', sent_at = ?, tries = tries + 1 WHERE seq = ?";
const GIVE_UP = "UPDATE apple_queue SET state = 'unknown', reason = 'no_answer', ended_at = ? WHERE seq = ?";
const RELEASE = `UPDATE apple_queue SET held = 0 WHERE channel = ? AND ${OPEN_ORDER} AND held = 1`;

/** Takes what a channel is to be told next, and notes that it is sent. Part of a transaction. */
export function orderTaker(db: Db) {
  const next = db.prepare<[number], Waiting>(NEXT);
  const send = db.prepare<[number, number]>(SEND);
  const giveUp = db.prepare<[number, number]>(GIVE_UP);
  const release = db.prepare<[number]>(RELEASE);
  const anyOpen = db.prepare<[number], number>(
    `SELECT 1 FROM apple_queue WHERE channel = ? AND ${OPEN_ORDER} LIMIT 1`,
  );
  const hurry = targetHurrier(db);
  return {
    /** The device is idle: what it had put off may be tried again. */
    release: (channel: number): void => {
      release.run(channel);
    },
    /** True while something waits. */
    waits: (channel: number): boolean => anyOpen.get(channel) !== undefined,
    take: ({ deviceId }: KnownDevice, channel: number, at: number): OutgoingOrder | null => {
      for (let order = next.get(channel); order !== undefined; order = next.get(channel)) {
        hurry({ deviceId, bundle: order.bundle }, at);
        const { seq, uuid, spec, sealed, tries } = order;
        if (order.state !== 'sent' || tries <= MOST_TRIES) {
          send.run(at, seq);
          return { uuid, deviceId, order: specOf(spec), sealed, tries: tries + 1 };
        }
        giveUp.run(at, seq);
      }
      return null;
    },
  };
}
