import type { QueuedOrder } from '../../../model/apple/order.ts';
import type { Clock, Random } from '../../../model/ports.ts';
import { createTurns } from '../../../model/turns.ts';
import type { InstallRow, NewOrder, ProfileNeed } from '../../../store/contract/apple.ts';
import type { Store } from '../../../store/contract.ts';
import { type Difference, differenceOf } from './difference.ts';
import { outcomeOf } from './outcome.ts';

/** Channels looked at in one go; the store takes no more device ids than MOST_IDS at once. */
const STRETCH = 200;
const MOST_IDS = 500;

export interface ReconcileDeps {
  apple: Store['apple'];
  clock: Clock;
  random: Random;
  changed(): void;
  queued(): void;
}

/**
 * Makes what compares and orders, one comparison after the other. `again`: the profile that is tried again where it failed.
 * Answers on how many channels something was ordered.
 */
export function createReconciler(deps: ReconcileDeps) {
  const inTurn = createTurns();
  return (deviceIds: string[] | null, again: string | null = null): Promise<number> =>
    inTurn(async () => {
      let ordered = 0;
      for (const ids of portionsOf(deviceIds)) {
        for await (const needs of needsOf(deps, ids)) ordered += await settleStretch(deps, needs, again);
      }
      if (ordered > 0) {
        deps.changed();
        deps.queued();
      }
      return ordered;
    });
}

function* portionsOf(ids: string[] | null): Generator<string[] | null> {
  if (ids === null) yield null;
  else for (let at = 0; at < ids.length; at += MOST_IDS) yield ids.slice(at, at + MOST_IDS);
}

async function* needsOf({ apple }: ReconcileDeps, deviceIds: string[] | null): AsyncGenerator<ProfileNeed[]> {
  for (let after = 0; ; ) {
    const needs = await apple.profileNeeds({ deviceIds, after, limit: STRETCH });
    const last = needs.at(-1);
    if (last === undefined) return;
    yield needs;
    after = last.channel;
  }
}

/** Answers how many channels got orders. */
async function settleStretch(
  deps: ReconcileDeps,
  needs: ProfileNeed[],
  again: string | null,
): Promise<number> {
  const orders = await ordersOf(deps, needs);
  const at = deps.clock.now();
  const plans = await Promise.all(
    needs.map(async (need) => {
      const current = { ...need, installs: await overtaken(deps, need.installs, orders) };
      const failedRemoval = (uuid: string): boolean => orders.get(uuid)?.order.type === 'RemoveProfile';
      return { need, difference: differenceOf(current, { again, failedRemoval }) };
    }),
  );
  const outdated = plans.flatMap(({ difference }) => difference.outdated);
  if (outdated.length > 0)
    await deps.apple.cancel({ uuids: outdated, reason: 'not_wanted', at, audit: null });
  const made = plans.map(({ need, difference }) => orderedFor(need, difference, deps.random, at));
  const installs = made.flatMap((one) => one.installs);
  if (installs.length === 0) return 0;
  await deps.apple.putInstalls({ installs, orders: made.flatMap((one) => one.orders), at });
  return made.filter((one) => one.orders.length > 0).length;
}

/** The orders that installs wait for, or failed by. */
async function ordersOf({ apple }: ReconcileDeps, needs: ProfileNeed[]): Promise<Map<string, QueuedOrder>> {
  const rows = needs.flatMap(({ installs }) => installs);
  const uuids = rows.flatMap(({ state, uuid }) => (state === 'installed' || uuid === null ? [] : [uuid]));
  const found = await Promise.all(uuids.map((uuid) => apple.queued(uuid)));
  return new Map(found.flatMap((order) => (order === null ? [] : [[order.uuid, order] as const])));
}

/**
 * An order may have ended without its install being told: cancelled by an admin, or answered just before the program was killed.
 * Notes it, and answers the installs as they are then.
 */
async function overtaken(
  { apple, clock }: ReconcileDeps,
  rows: InstallRow[],
  orders: Map<string, QueuedOrder>,
): Promise<InstallRow[]> {
  const current: InstallRow[] = [];
  for (const row of rows) {
    const order = row.uuid === null ? undefined : orders.get(row.uuid);
    const open = row.state === 'pending' || row.state === 'removing';
    const state = open && order !== undefined ? outcomeOf(order) : null;
    if (state === null || order === undefined) {
      current.push(row);
      continue;
    }
    await apple.settleInstall({ uuid: order.uuid, state, errors: order.errors, at: clock.now() });
    if (state !== 'removed') current.push({ ...row, state });
  }
  return current;
}

type Put = Parameters<Store['apple']['putInstalls']>[0];

function orderedFor(
  need: ProfileNeed,
  { install, remove }: Difference,
  random: Random,
  at: number,
): Pick<Put, 'installs' | 'orders'> {
  const { channel, deviceId, guid, enrolledAt } = need;
  const orders: NewOrder[] = [];
  const order = (what: NewOrder['order']): string => {
    const uuid = random.uuid(at);
    orders.push({
      uuid,
      deviceId,
      guid,
      order: what,
      sealed: null,
      purpose: 'profile',
      bundle: uuid,
      enrolledAt,
    });
    return uuid;
  };
  const leaving = remove.map(({ profileId, identifier, name, version }) => {
    const uuid = order({ type: 'RemoveProfile', identifier });
    return { channel, profileId, identifier, name, version, state: 'removing' as const, uuid, at };
  });
  const coming = install.map(({ profileId, identifier, name, version }) => {
    const uuid = order({ type: 'InstallProfile', profile: { profileId, version, identifier } });
    return { channel, profileId, identifier, name, version, state: 'pending' as const, uuid, at };
  });
  return { installs: [...leaving, ...coming], orders };
}
