import { APPLE_MOVES, type AppleEvent, type AppleState } from '../../model/apple/enrollment.ts';
import type { OrderReason } from '../../model/apple/order.ts';
import type { Db } from '../database/connect.ts';
import type { KnownDevice } from './caller.ts';
import { queueEmptier } from './cancel.ts';
import type { FleetBatch } from './fleet.ts';

export type EndEvent = Extract<AppleEvent, 'check_out' | 'erased' | 'unregistered' | 'unenrolled'>;

const REASON: Readonly<Record<EndEvent, OrderReason>> = {
  check_out: 'unenrolled',
  erased: 'wiped',
  unregistered: 'unenrolled',
  unenrolled: 'unenrolled',
};
/** What a device had from us goes with its management. */
const FORGET_TOKENS = `UPDATE apple_channels SET token = NULL, push_magic = NULL, token_at = NULL, push_due_at = NULL,
    push_tries = 0, push_trouble = NULL WHERE device = ?`;
const FORGET_INSTALLS =
  'DELETE FROM apple_installs WHERE channel IN (SELECT seq FROM apple_channels WHERE device = ?)';
const RETIRE_IDENTITIES = `UPDATE apple_identities SET state = 'replaced' WHERE device_id = ? AND state = 'bound'`;
/** A device that takes its management away says no more of the order to do so. */
const CARRIED_OUT = `UPDATE apple_queue SET state = 'acknowledged', ended_at = @at
  WHERE state = 'sent' AND json_extract(spec, '$.type') = 'Unenroll'
    AND channel IN (SELECT seq FROM apple_channels WHERE device = @seq)`;

/** Takes away what belonged to one life of a device: its queue, its channels’ tokens, its profiles, its identities. */
export function lifeCloser(db: Db): (device: KnownDevice, reason: OrderReason, at: number) => void {
  const empty = queueEmptier(db);
  const forget = [FORGET_TOKENS, FORGET_INSTALLS].map((sql) => db.prepare<[number]>(sql));
  const retire = db.prepare<[string]>(RETIRE_IDENTITIES);
  return (device, reason, at) => {
    empty(device, reason, at);
    for (const statement of forget) statement.run(device.seq);
    retire.run(device.deviceId);
  };
}

/** Ends the management of a device; again it changes nothing. Answers its state. Part of a transaction. */
export function lifeEnder(
  db: Db,
): (fleet: FleetBatch, device: KnownDevice, event: EndEvent, at: number) => AppleState {
  const empty = queueEmptier(db);
  const close = lifeCloser(db);
  const carriedOut = db.prepare<[object]>(CARRIED_OUT);
  const forgetTokens = db.prepare<[number]>(FORGET_TOKENS);
  const write = db.prepare<[AppleState, number, number]>(
    'UPDATE apple_devices SET state = ?, ended_at = ? WHERE seq = ?',
  );
  const forgetSecrets = db.prepare<[number]>(
    'UPDATE apple_devices SET unlock_token = NULL, bootstrap_token = NULL WHERE seq = ?',
  );
  return (fleet, device, event, at) => {
    const state = APPLE_MOVES[device.state][event] ?? device.state;
    if (state === device.state) return state;
    if (event === 'check_out') carriedOut.run({ seq: device.seq, at });
    if (state === 'reset') {
      empty(device, REASON[event], at);
      forgetTokens.run(device.seq);
    } else {
      close(device, REASON[event], at);
      forgetSecrets.run(device.seq);
    }
    write.run(state, at, device.seq);
    fleet.change(device.deviceId, (document) => ({ ...document, state }));
    return state;
  };
}
