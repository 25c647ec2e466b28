import type { ActionSpec } from '../../../model/action.ts';
import type { FreshDevice, TargetOutcome } from '../../../model/action-adapter.ts';
import type { Target } from '../../../model/command.ts';
import type { Clock } from '../../../model/ports.ts';
import type { ActionApi } from './api.ts';
import { outcomeOf } from './follow.ts';
import { look, rebootTimeOf } from './fresh.ts';
import { isAsWanted } from './judge.ts';
import { SETTLED_MS, shownInstead } from './verify.ts';

/** Google's times are whole seconds, and its clock is known to about one (ms). */
const CLOCK_SLACK_MS = 5_000;

/** Reads what a device's state proves of an outcome in doubt (`ActionAdapter.reconcile`). */
export async function reconcile(
  api: ActionApi,
  clock: Clock,
  spec: ActionSpec,
  target: Target,
  signal: AbortSignal,
): Promise<TargetOutcome | null> {
  const asked = await askAgain(api, target, signal);
  if (asked !== null) return asked;
  const fresh = await look(api, target.facts.providerId, signal);
  // That a device is gone proves nothing of what was done to it before.
  if (fresh === null) return null;
  const done = isAsWanted(spec, fresh.facts, target.change);
  if (done === null) return hasHappened(api, spec, target, fresh) ? seen('acknowledged', fresh, null) : null;
  if (done) return seen('acknowledged', fresh, null);
  return isSettled(clock, target) ? seen('failed', fresh, shownInstead(spec, fresh)) : null;
}

/** A command whose id is known can be asked for again: an executed one may have got its result meanwhile. */
async function askAgain(
  api: ActionApi,
  { facts, providerCommandId }: Target,
  signal: AbortSignal,
): Promise<TargetOutcome | null> {
  if (providerCommandId === null) return null;
  const command = await api.getCommand(facts.providerId, providerCommandId, signal);
  const outcome = command === null ? null : outcomeOf(command);
  return outcome?.state === 'unknown' ? null : outcome;
}

/** A target that was cut off counts from when it was taken for sending: its request may have left minutes later. */
const CUT_OFF_MS = 10 * 60_000;

/**
 * A status, unit or annotation is changed by the request itself, never later: once that has surely ended, a record
 * without the change proves that there was none.
 */
function isSettled(clock: Clock, { sentAt, reason }: Target): boolean {
  const needed = reason === 'cut_off' ? CUT_OFF_MS : SETTLED_MS;
  return sentAt !== null && clock.now() - sentAt >= needed;
}

/**
 * What proves that a command reached the device. That it has not shown yet proves nothing: Google keeps commands.
 * - A device registered anew has been wiped before, whoever did it: an enrolled one cannot be enrolled. The time is
 *   compared with the one frozen, both Google's. It has no profiles left either, and it has restarted.
 * - A device that started up after the sending has restarted. The device's time is compared with ours as Google's
 *   clock shows it to be.
 * Whether `recentUsers` is emptied by a wipe is not documented, so that proves nothing.
 */
function hasHappened(api: ActionApi, { action }: ActionSpec, target: Target, fresh: FreshDevice): boolean {
  const before = target.facts.enrolledAt;
  const { enrolledAt } = fresh.facts;
  if (before !== null && enrolledAt !== null && enrolledAt > before) return true;
  if (action !== 'restart' || target.sentAt === null) return false;
  const rebootedAt = rebootTimeOf(fresh.document);
  const sentAt = target.sentAt + (api.clockOffset() ?? 0);
  return rebootedAt !== null && rebootedAt > sentAt + CLOCK_SLACK_MS;
}

function seen(
  state: 'acknowledged' | 'failed',
  { document }: FreshDevice,
  message: string | null,
): TargetOutcome {
  return { state, reason: 'seen_on_device', message, document };
}
