import {
  type ActionSpec,
  type AnnotationChange,
  type ChromeosSpec,
  isChromeosSpec,
} from '../../../model/action.ts';
import type { Order, SendResult, TargetOutcome } from '../../../model/action-adapter.ts';
import { MusterError } from '../../../model/errors.ts';
import type { DevicePatch, StatusChange, Written } from '../api/directory-writes.ts';
import type { StatusResult } from '../api/write-answers.ts';
import type { ActionApi } from './api.ts';
import { readBack } from './read-back.ts';
import { TAKEN } from './verify.ts';
import { deprovisionReason, googlesWords } from './words.ts';

/** The most devices of one request: 50 for batchChangeStatus and moveDevicesToOu; the others name one device. */
export const BATCH_SIZE: Readonly<Record<ChromeosSpec['action'], number>> = {
  restart: 1,
  lost_mode_on: 50,
  lost_mode_off: 50,
  wipe_users: 1,
  wipe_device: 1,
  deprovision: 50,
  move_unit: 50,
  annotate: 1,
};

/** Sends one request for all orders (`ActionAdapter.send`). Throws `bad_input` for none or more than a request takes. */
export async function send(
  api: ActionApi,
  spec: ActionSpec,
  orders: readonly Order[],
  signal: AbortSignal,
): Promise<SendResult> {
  const [first] = orders;
  if (first === undefined || !isChromeosSpec(spec) || orders.length > BATCH_SIZE[spec.action]) {
    throw new MusterError('bad_input', { reason: `${orders.length} targets for ${spec.action}` });
  }
  switch (spec.action) {
    case 'lost_mode_on':
      return await changeStatus(api, 'DISABLE', orders, null, signal);
    case 'lost_mode_off':
      return await changeStatus(api, 'REENABLE', orders, null, signal);
    case 'deprovision':
      return await changeStatus(api, 'DEPROVISION', orders, deprovisionReason(spec), signal);
    case 'move_unit':
      return await move(api, spec, orders, signal);
    case 'annotate':
      return await annotate(api, spec, first, signal);
    default:
      return await issue(api, spec, first, signal);
  }
}

async function changeStatus(
  api: ActionApi,
  change: StatusChange,
  orders: readonly Order[],
  reason: string | null,
  signal: AbortSignal,
): Promise<SendResult> {
  const written = await api.changeStatus(change, idsOf(orders), reason, signal);
  if (written.kind !== 'answered') return unanswered(written, orders);
  const results = new Map(written.value.map((result) => [result.deviceId, result]));
  return answered(orders, ({ target }) => outcomeOf(results.get(target.facts.providerId)));
}

/** A device the answer does not mention may or may not have been changed. */
function outcomeOf(result: StatusResult | undefined): TargetOutcome {
  const message = result?.message ?? null;
  if (result === undefined || result.kind === 'doubtful')
    return { state: 'unknown', reason: 'answer_lost', message };
  if (result.kind === 'refused') return { state: 'failed', reason: 'refused', message };
  return { state: 'acknowledged', reason: null, message };
}

const COMMAND_TYPES = {
  restart: 'REBOOT',
  wipe_users: 'WIPE_USERS',
  wipe_device: 'REMOTE_POWERWASH',
} as const;

async function issue(
  api: ActionApi,
  spec: Extract<ActionSpec, { action: keyof typeof COMMAND_TYPES }>,
  order: Order,
  signal: AbortSignal,
): Promise<SendResult> {
  const delay = spec.action === 'restart' ? spec.delaySeconds : 0;
  const payload = delay === 0 ? null : JSON.stringify({ user_session_delay_seconds: delay });
  const { providerId } = order.target.facts;
  const written = await api.issueCommand(providerId, COMMAND_TYPES[spec.action], payload, signal);
  if (written.kind !== 'answered') return unanswered(written, [order]);
  return answered([order], () => ({ ...TAKEN, providerCommandId: written.value }));
}

/**
 * The unit is named by its id: after a renaming its old path may be another unit's. The answer says nothing of the
 * single devices, and unknown ids give no error, so each is read back.
 */
async function move(
  api: ActionApi,
  spec: Extract<ActionSpec, { action: 'move_unit' }>,
  orders: readonly Order[],
  signal: AbortSignal,
): Promise<SendResult> {
  const written = await api.moveToUnit(idsOf(orders), `id:${spec.orgUnitId}`, signal);
  if (written.kind !== 'answered') return unanswered(written, orders);
  return { kind: 'answered', outcomes: await readBack(api, spec, orders, signal) };
}

async function annotate(
  api: ActionApi,
  spec: Extract<ActionSpec, { action: 'annotate' }>,
  order: Order,
  signal: AbortSignal,
): Promise<SendResult> {
  const { providerId } = order.target.facts;
  const written = await api.patchDevice(providerId, patchOf(order.change ?? spec.changes ?? {}), signal);
  if (written.kind !== 'answered') return unanswered(written, [order]);
  return { kind: 'answered', outcomes: await readBack(api, spec, [order], signal) };
}

/** An absent field stays as it is; an empty text clears it. */
function patchOf({ assetId, user, location, notes }: AnnotationChange): DevicePatch {
  return {
    ...(assetId === undefined ? {} : { annotatedAssetId: assetId }),
    ...(user === undefined ? {} : { annotatedUser: user }),
    ...(location === undefined ? {} : { annotatedLocation: location }),
    ...(notes === undefined ? {} : { notes }),
  };
}

function idsOf(orders: readonly Order[]): string[] {
  return orders.map(({ target }) => target.facts.providerId);
}

function answered(orders: readonly Order[], outcome: (order: Order) => TargetOutcome): SendResult {
  return { kind: 'answered', outcomes: new Map(orders.map((order) => [order.target.id, outcome(order)])) };
}

/** A write without an answer of its own: all its targets share one outcome. */
function unanswered(
  written: Exclude<Written<unknown>, { kind: 'answered' }>,
  orders: readonly Order[],
): SendResult {
  if (written.kind === 'not_sent' || written.kind === 'barred') return written;
  const message = googlesWords(written.error);
  if (written.kind === 'lost')
    return answered(orders, () => ({ state: 'unknown', reason: 'answer_lost', message }));
  const gone = orders.length === 1 && written.error.details.status === 404;
  return answered(orders, () => ({ state: 'failed', reason: gone ? 'gone' : 'refused', message }));
}
