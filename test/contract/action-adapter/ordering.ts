import { randomUUID } from 'node:crypto';
import { type ActionName, type ActionSpec, actionSpecSchema } from '../../../electron/model/action.ts';
import type { Order, SendResult, TargetOutcome } from '../../../electron/model/action-adapter.ts';
import type { Target } from '../../../electron/model/command.ts';
import type { AdapterHarness } from './harness.ts';

const nobody = new AbortController().signal;

/** One instance of each action. */
export function specOf(action: ActionName, { elsewhere, parameters }: AdapterHarness): ActionSpec {
  const unit = { orgUnitId: elsewhere?.id, orgUnitPath: elsewhere?.path };
  return actionSpecSchema.parse({
    action,
    ...(action === 'deprovision' ? { reason: 'retiring_device' } : {}),
    ...(action === 'move_unit' ? unit : {}),
    ...(action === 'annotate' ? { changes: { notes: 'Written by the contract', assetId: '' } } : {}),
    ...parameters?.[action],
  });
}

/** Devices on which the action would change something. */
export async function devicesFor(
  action: ActionName,
  count: number,
  harness: AdapterHarness,
): Promise<string[]> {
  const isEnd = action === 'lost_mode_off' || action === 'apple_lost_off';
  return await (isEnd ? harness.lost(count) : harness.active(count));
}

/** Freezes devices as the targets of a command, as the provider has them now. */
export async function ordersFor(ids: readonly string[], harness: AdapterHarness): Promise<Order[]> {
  return await Promise.all(
    ids.map(async (providerId, place) => {
      const fresh = await harness.adapter.look(providerId, nobody);
      if (fresh === null) throw new Error(`no device ${providerId}`);
      const deviceId = harness.deviceId?.(providerId) ?? `local ${place}`;
      const facts = { ...fresh.facts, deviceId, vanishedAt: null };
      return { target: { ...BLANK, commandId: randomUUID(), id: 100 + place, facts }, change: null };
    }),
  );
}

const BLANK: Omit<Target, 'id' | 'facts' | 'commandId'> = {
  change: null,
  state: 'sending',
  reason: null,
  message: null,
  attempts: 1,
  sentAt: null,
  endedAt: null,
  checkedAt: null,
  nextCheckAt: null,
  providerCommandId: null,
  providerState: null,
  providerResult: null,
  expiresAt: null,
};

/** The target as it is kept once an outcome is known. */
export function kept(target: Target, { document: _, ...outcome }: TargetOutcome, sentAt: number): Target {
  return { ...target, ...outcome, sentAt };
}

/** The outcome of a target; fails when the request was not answered. */
export function outcomeIn(result: SendResult, { target }: Order): TargetOutcome {
  if (result.kind !== 'answered') throw new Error(`not answered: ${result.kind}`);
  const outcome = result.outcomes.get(target.id);
  if (outcome === undefined) throw new Error('no outcome for a target');
  return outcome;
}

const ON_THE_WAY = new Set(['sent', 'not_now']);

/**
 * Follows a target until it is at an end or in doubt, as the sender does, letting `step` milliseconds pass between
 * questions. Answers every outcome told on the way, the last one last.
 */
export async function followToEnd(
  harness: AdapterHarness,
  spec: ActionSpec,
  target: Target,
  step: number,
): Promise<TargetOutcome[]> {
  const told: TargetOutcome[] = [];
  let current = target;
  for (let asked = 0; asked < 100 && ON_THE_WAY.has(current.state); asked++) {
    harness.pass(step);
    const outcome = await harness.adapter.follow(spec, current, nobody);
    if (outcome === null) continue;
    told.push(outcome);
    current = kept(current, outcome, current.sentAt ?? harness.now());
  }
  return told;
}
