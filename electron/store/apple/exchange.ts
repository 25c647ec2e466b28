import type { QueuedOrder } from '../../model/apple/order.ts';
import type { AppleRepository, DeviceReport, Exchanged, OutgoingOrder } from '../contract/apple.ts';
import { type Db, durably } from '../database/connect.ts';
import { callerFinder, type KnownDevice, ownerFinder, refuse } from './caller.ts';
import type { FleetBatch, FleetTransaction } from './fleet.ts';
import { mergeInventory } from './inventory.ts';
import { type EndEvent, lifeEnder } from './lives.ts';
import { orderTaker } from './next-order.ts';
import { orderSettler } from './settle.ts';
import { targetHurrier } from './targets.ts';

/** A device that put something off is woken again after this, and one that has an order and says no more (ms). */
const PUT_OFF_MS = 300_000;
const NO_WORD_MS = 900_000;

const SEEN = 'UPDATE apple_devices SET last_seen_at = ? WHERE seq = ?';
const CONTACT = 'UPDATE apple_channels SET last_seen_at = ?, push_due_at = ?, push_tries = 0 WHERE seq = ?';

/** See AppleRepository.exchange. */
export function exchanger(db: Db, transact: FleetTransaction): (reports: DeviceReport[]) => Exchanged[] {
  const callerOf = callerFinder(db);
  const channelOf = db
    .prepare<[number, string], number>('SELECT seq FROM apple_channels WHERE device = ? AND user_guid = ?')
    .pluck();
  const settle = orderSettler(db);
  const queue = orderTaker(db);
  const end = lifeEnder(db);
  const noteContact = contactNoter(db);

  const nextOf = (
    { status, at }: DeviceReport,
    device: KnownDevice,
    channel: number,
  ): OutgoingOrder | null => {
    // It has not finished registering: nothing is for it yet.
    if (device.state === 'pending') return null;
    if (status === 'Idle') queue.release(channel);
    return queue.take(device, channel, at);
  };

  const exchange = (fleet: FleetBatch, report: DeviceReport): Exchanged => {
    const found = callerOf(report);
    if (found.kind === 'refused') return found;
    const device = found.value;
    const { deviceId } = device;
    const channel = channelOf.get(device.seq, report.guid);
    if (channel === undefined) return refuse('not_registered');
    const settled = settle(report, device, channel);
    if (settled?.state === 'acknowledged') mergeInventory(fleet, deviceId, report);
    const ending = endOf(settled);
    const next = ending === null ? nextOf(report, device, channel) : null;
    noteContact(
      device,
      channel,
      report.at,
      wakeAt(report.at, next, () => queue.waits(channel)),
    );
    fleet.seen(deviceId, report.at);
    if (ending !== null) end(fleet, device, ending, report.at);
    return { kind: 'ok', deviceId, settled, next };
  };

  return (reports) => {
    const last = reports.at(-1);
    if (last === undefined) return [];
    return transact(last.at, (fleet) => reports.map((report) => exchange(fleet, report)));
  };
}

/** When a device has to be woken should it not come by itself; null: it need not. */
function wakeAt(at: number, next: OutgoingOrder | null, waits: () => boolean): number | null {
  if (next !== null) return at + NO_WORD_MS;
  return waits() ? at + PUT_OFF_MS : null;
}

/** An order that was the last one, once it is carried out. */
function endOf(settled: QueuedOrder | null): EndEvent | null {
  if (settled?.state !== 'acknowledged') return null;
  if (settled.order.type === 'EraseDevice') return 'erased';
  return settled.order.type === 'Unenroll' ? 'unenrolled' : null;
}

function contactNoter(
  db: Db,
): (device: KnownDevice, channel: number, at: number, wake: number | null) => void {
  const seen = db.prepare<[number, number]>(SEEN);
  const contact = db.prepare<[number, number | null, number]>(CONTACT);
  return ({ seq }, channel, at, wake) => {
    seen.run(at, seq);
    contact.run(at, wake, channel);
  };
}

/** See AppleRepository.unreadable: of a device’s channels, the one that was told something last is taken. */
export function unreadableNoter(db: Db): (input: Parameters<AppleRepository['unreadable']>[0]) => void {
  const ownerOf = ownerFinder(db);
  const move = db
    .prepare<[number, number], string>(
      `UPDATE apple_queue SET state = 'unknown', reason = 'unreadable', ended_at = ? WHERE seq =
         (SELECT q.seq FROM apple_channels c JOIN apple_queue q ON q.channel = c.seq
          WHERE c.device = ? AND q.state = 'sent' ORDER BY q.sent_at DESC, q.seq DESC LIMIT 1)
       RETURNING bundle`,
    )
    .pluck();
  const hurry = targetHurrier(db);
  return ({ fingerprint, at }) => {
    durably(db, () => {
      const found = ownerOf({ fingerprint });
      if (found.kind === 'refused') return;
      const { seq, deviceId } = found.value;
      const bundle = move.get(at, seq);
      if (bundle !== undefined) hurry({ deviceId, bundle }, at);
    });
  };
}
