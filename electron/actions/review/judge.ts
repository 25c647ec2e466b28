import { type ActionSpec, familyOf, familyOfPlatform } from '../../model/action.ts';
import type { ReviewRow } from '../../model/action-review.ts';
import type { Refusal, TargetFacts, TargetState } from '../../model/command.ts';
import type { Store } from '../../store/contract.ts';
import type { ActionConnection } from '../contract.ts';
import type { Pick } from './picks.ts';

/** What targets are judged with, over all stretches of one review. */
export interface Court {
  store: { [Room in 'commands' | 'devices']: Store[Room] };
  connection: ActionConnection;
  spec: ActionSpec;
  /** The unit of a move exists; true for other actions. */
  unitExists: boolean;
  /** Devices of this review so far. */
  taken: Set<string>;
}

/** Freezes a stretch of picked devices and says of each whether, and if not why not, it can be a target. */
export async function judgePicks(court: Court, picks: readonly Pick[]): Promise<ReviewRow[]> {
  const { store, connection, spec } = court;
  const ids = [...new Set(picks.flatMap(({ id }) => (id === null ? [] : [id])))];
  const facts = new Map((await store.devices.facts(ids)).map((one) => [one.deviceId, one]));
  const providerIds = [...facts.values()].map(({ providerId }) => providerId);
  const onTheWay = await store.commands.inFlight({
    connectionId: connection.id,
    action: spec.action,
    providerIds,
  });
  const busy = Map.groupBy(onTheWay, ({ providerId }) => providerId);
  return picks.map((pick) => {
    const known = pick.id === null ? null : (facts.get(pick.id) ?? null);
    const given = pick.given ?? (known === null ? pick.id : null);
    const refusal = refusalOf(court, pick, known, known === null ? [] : (busy.get(known.providerId) ?? []));
    if (known !== null && refusal !== 'listed_twice') court.taken.add(known.deviceId);
    // A value too long for the provider is not carried along.
    return { facts: known, given, change: refusal === 'value_too_long' ? null : pick.change, refusal };
  });
}

function refusalOf(
  { connection, spec, unitExists, taken }: Court,
  pick: Pick,
  facts: TargetFacts | null,
  busy: readonly { state: TargetState; sameAction: boolean }[],
): Refusal | null {
  if (facts === null) return pick.refusal ?? 'vanished';
  if (taken.has(facts.deviceId)) return 'listed_twice';
  if (pick.serial !== null && pick.serial !== facts.serial) return 'unknown_serial';
  if (pick.refusal !== null) return pick.refusal;
  if (familyOfPlatform(facts.platform) !== familyOf(spec.action)) return 'other_platform';
  if (!unitExists) return 'no_such_unit';
  if (busy.some(({ state }) => state === 'unknown')) return 'in_doubt';
  if (busy.some(({ sameAction }) => sameAction)) return 'in_flight';
  return connection.adapter.judge(spec, facts, pick.change);
}
