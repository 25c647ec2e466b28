import type { ActionSpec } from '../../../model/action.ts';
import type { TargetOutcome } from '../../../model/action-adapter.ts';
import type { Target } from '../../../model/command.ts';
import type { Clock } from '../../../model/ports.ts';
import type { DeviceCommand } from '../api/write-answers.ts';
import type { ActionApi } from './api.ts';
import { look } from './fresh.ts';
import { confirmed, SETTLED_MS, shownInstead } from './verify.ts';

/** Asks what became of a target that Google has taken (`ActionAdapter.follow`). */
export async function follow(
  api: ActionApi,
  clock: Clock,
  spec: ActionSpec,
  target: Target,
  signal: AbortSignal,
): Promise<TargetOutcome | null> {
  const settled = target.sentAt !== null && clock.now() - target.sentAt >= SETTLED_MS;
  if (target.providerCommandId === null) return await verify(api, spec, target, settled, signal);
  const command = await api.getCommand(target.facts.providerId, target.providerCommandId, signal);
  if (command !== null) return news(target, outcomeOf(command));
  return settled ? { state: 'unknown', reason: 'no_word', message: null } : null;
}

/** The device of a write that the answer did not confirm is read until it shows it, or has had the time to. */
async function verify(
  api: ActionApi,
  spec: ActionSpec,
  target: Target,
  settled: boolean,
  signal: AbortSignal,
): Promise<TargetOutcome | null> {
  const fresh = await look(api, target.facts.providerId, signal);
  if (fresh === null) return { state: 'failed', reason: 'gone', message: null };
  const good = confirmed(spec, target.change, fresh);
  if (good !== null || !settled) return good;
  const message = shownInstead(spec, fresh);
  return { state: 'failed', reason: 'not_verified', message, document: fresh.document };
}

/**
 * What a command's state means (DirectoryChromeosdevicesCommand). EXECUTED_BY_CLIENT says only that the device is
 * through with it: its result says how. A state we do not know is shown and taken as still on its way.
 */
export function outcomeOf(command: DeviceCommand): TargetOutcome {
  const { state, result, errorMessage, expiresAt } = command;
  const seen = { message: errorMessage, providerState: state, providerResult: result, expiresAt };
  switch (state) {
    case 'EXECUTED_BY_CLIENT':
      return { ...seen, ...(ENDS[result ?? ''] ?? DOUBTFUL) };
    case 'EXPIRED':
      return { ...seen, state: 'expired', reason: 'device_expired' };
    case 'CANCELLED':
      return { ...seen, state: 'cancelled', reason: 'provider_cancelled' };
    default:
      return { ...seen, state: 'sent', reason: null };
  }
}

const ENDS: Readonly<Partial<Record<string, Pick<TargetOutcome, 'state' | 'reason'>>>> = {
  SUCCESS: { state: 'acknowledged', reason: null },
  FAILURE: { state: 'failed', reason: 'device_failed' },
  IGNORED: { state: 'failed', reason: 'device_ignored' },
};

/** The device is through with it, and how is in words we do not know: never counted as done. */
const DOUBTFUL = { state: 'unknown', reason: 'no_result' } as const;

/** The outcome where it is another than the target already has; else null. */
function news(target: Target, outcome: TargetOutcome): TargetOutcome | null {
  const same =
    outcome.state === target.state &&
    outcome.providerState === target.providerState &&
    outcome.providerResult === target.providerResult &&
    outcome.expiresAt === target.expiresAt;
  return same ? null : outcome;
}
