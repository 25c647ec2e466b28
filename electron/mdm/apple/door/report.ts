import { isMusterError } from '../../../model/errors.ts';
import { DEVICE_LIMITS, readPlistInTurns } from '../../../plist/plist.ts';
import type { DeviceReport, Exchanged, OutgoingOrder } from '../../../store/contract/apple.ts';
import type { MdmAnswer } from '../contract.ts';
import { bare, passes, plist } from './answers.ts';
import { createBatcher } from './batcher.ts';
import type { CheckInDeps } from './messages/call.ts';
import type { Sender } from './proof.ts';

type Exchange = (report: DeviceReport) => Promise<Exchanged>;

/** Reports of one commit; and how many may wait for theirs before devices are told to come later. */
const GROUP = 64;
const MOST_WAITING = 4096;
/** A report of so many bytes is read and handed on with a turn for others in between. */
const LONG_BYTES = 131_072;
/** Orders that cannot be told the device, one after another, before it is let go for now. */
const MOST_PASSED = 50;

/** Answers reports on the command channel with the next order. 200 is said once what was reported is on the disk. */
export function createReporting(deps: CheckInDeps): (sender: Sender, body: Uint8Array) => Promise<MdmAnswer> {
  const exchange: Exchange = createBatcher({
    run: (reports: DeviceReport[]) => deps.apple.exchange(reports),
    size: GROUP,
    most: MOST_WAITING,
  });
  return async (sender, body) => {
    const report = await read(deps, sender, body);
    if (report === null) {
      // Its order must not stand in the way of the next ones for ever.
      await deps.apple.unreadable(sender);
      deps.log('apple: a report could not be read');
      return bare(400);
    }
    return answer(deps, exchange, report);
  };
}

async function read(deps: CheckInDeps, sender: Sender, body: Uint8Array): Promise<DeviceReport | null> {
  try {
    const said = deps.read(await readPlistInTurns(body, DEVICE_LIMITS));
    // What comes next takes its time as well for all applications of a Mac.
    if (body.length > LONG_BYTES) await new Promise((resolve) => setImmediate(resolve));
    return said === null ? null : { ...said, ...sender };
  } catch (error) {
    if (isMusterError(error, 'plist_unreadable')) return null;
    throw error;
  }
}

async function answer(deps: CheckInDeps, exchange: Exchange, report: DeviceReport): Promise<MdmAnswer> {
  let exchanged = await exchange(report);
  let failure: unknown = null;
  for (let passed = 0; ; passed += 1) {
    if (exchanged.kind === 'refused') return deps.refusals.answer(report, exchanged);
    if (passed === 0) await tell(deps, report, exchanged);
    const { next } = exchanged;
    if (next === null || passed === MOST_PASSED) break;
    const rendered = await render(deps, report, next);
    if (rendered instanceof Uint8Array) return plist(rendered);
    if (rendered !== 'not_wanted') failure = rendered.failure;
    // The one after it, without what was put off, or could not be written, until the device is idle again.
    exchanged = await exchange({ ...report, ...NO_WORD });
  }
  if (failure !== null) throw failure;
  return bare(200);
}

/** A report that moves nothing, and takes the next order. */
const NO_WORD = { status: 'Acknowledged', uuid: null, errors: null, inventory: null } as const;

/** The order as it goes out; `failure`: it is back in the queue until the reason is over. Throws what will not be over. */
async function render(
  deps: CheckInDeps,
  { at }: Sender,
  next: OutgoingOrder,
): Promise<Uint8Array | 'not_wanted' | { failure: unknown }> {
  const { uuid } = next;
  try {
    const rendered = await deps.render(next);
    if (rendered !== 'not_wanted') return rendered;
  } catch (failure) {
    if (!passes(failure)) throw failure;
    await deps.apple.putBack(uuid);
    return { failure };
  }
  await deps.apple.cancel({ uuids: [uuid], reason: 'not_wanted', at, taken: true, audit: null });
  const order = await deps.apple.queued(uuid);
  if (order !== null) deps.settled(order);
  deps.changed();
  return 'not_wanted';
}

/** Tells of the order that was moved; of one that nobody knows only the log hears, and the device goes on. */
async function tell(
  { settled, changed, apple, log }: CheckInDeps,
  { uuid, status }: DeviceReport,
  { deviceId, settled: order }: Extract<Exchanged, { kind: 'ok' }>,
): Promise<void> {
  if (order !== null) {
    settled(order);
    changed();
  } else if (uuid !== null && status !== 'Idle') {
    const known = await apple.queued(uuid);
    if (known?.deviceId !== deviceId) log(`apple: ${deviceId} reports on an order that is not its own`);
  }
}
