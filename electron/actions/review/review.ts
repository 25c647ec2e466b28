import { setImmediate as turn } from 'node:timers/promises';
import { type ActionLimits, type ActionSpec, familyOf } from '../../model/action.ts';
import { addLoads, loadMs, loadOf, loadOfCommands } from '../../model/action-pace.ts';
import type { Review, ReviewRow, Selection } from '../../model/action-review.ts';
import type { Refusal } from '../../model/command.ts';
import { MusterError } from '../../model/errors.ts';
import type { ActionConnection, ActionServiceDeps } from '../contract.ts';
import type { Frozen } from './book.ts';
import { capOf, typedNumber } from './caps.ts';
import { type Court, judgePicks } from './judge.ts';
import { picksOf } from './picks.ts';

type Deps = Pick<ActionServiceDeps, 'store' | 'clock' | 'random'>;

/**
 * Freezes and judges the targets of a selection; see ActionService.review. Works in stretches, between which the
 * thread is free and the signal is looked at.
 */
export async function freeze(
  deps: Deps,
  connection: ActionConnection,
  limits: ActionLimits,
  asked: { spec: ActionSpec; selection: Selection },
  signal: AbortSignal,
): Promise<Frozen> {
  const { store } = deps;
  const { spec, unitExists } = await withUnit(store.orgUnits, connection.id, asked.spec);
  const court: Court = { store, connection, spec, unitExists, taken: new Set() };
  const ready: ReviewRow[] = [];
  const refused: ReviewRow[] = [];
  for await (const picks of picksOf(deps, spec, asked.selection)) {
    signal.throwIfAborted();
    for (const row of await judgePicks(court, picks)) (row.refusal === null ? ready : refused).push(row);
    await turn();
  }
  signal.throwIfAborted();
  const retryOf = asked.selection.kind === 'failed' ? asked.selection.commandId : null;
  const review = await reviewOf(deps, connection, limits, { spec, ready: ready.length, refused, retryOf });
  return { review, connection, ready, refused };
}

/** A move goes by the unit's id; its path is told as it is now. */
async function withUnit(
  orgUnits: Deps['store']['orgUnits'],
  connectionId: string,
  spec: ActionSpec,
): Promise<{ spec: ActionSpec; unitExists: boolean }> {
  if (spec.action !== 'move_unit') return { spec, unitExists: true };
  const unit = (await orgUnits.list(connectionId)).find(({ id }) => id === spec.orgUnitId);
  if (unit === undefined) return { spec, unitExists: false };
  return { spec: { ...spec, orgUnitPath: unit.path }, unitExists: true };
}

async function reviewOf(
  { store, clock, random }: Deps,
  { id: connectionId, adapter }: ActionConnection,
  limits: ActionLimits,
  found: { spec: ActionSpec; ready: number; refused: readonly ReviewRow[]; retryOf: string | null },
): Promise<Review> {
  const { spec, ready, refused, retryOf } = found;
  const { action } = spec;
  const now = clock.now();
  const waiting = loadOfCommands(adapter, await openCommands(store.commands));
  const load = loadOf(adapter, action, ready);
  const last = await store.runs.lastComplete(connectionId);
  return {
    id: random.uuid(now),
    spec,
    createdAt: now,
    ready,
    refused: refused.length,
    refusals: countsOf(refused),
    estimate: { requests: load.requests, ms: loadMs(addLoads(load, waiting), limits) },
    keptMs: adapter.keptMs(action),
    undoSeconds: limits.undoSeconds,
    typed: typedNumber(limits, action, ready),
    cap: await capOf(store.commands, limits, action, ready, now),
    dataAt: last?.startedAt ?? null,
    retryOf,
  };
}

/** More open commands than this only make an estimate vaguer. */
const OPEN_AT_MOST = 200;

/** The commands that have not ended. */
export function openCommands(commands: Deps['store']['commands']): ReturnType<typeof commands.list> {
  return commands.list({ which: 'open', limit: OPEN_AT_MOST });
}

function countsOf(refused: readonly ReviewRow[]): Review['refusals'] {
  const counts = new Map<Refusal, number>();
  for (const { refusal } of refused)
    if (refusal !== null) counts.set(refusal, (counts.get(refusal) ?? 0) + 1);
  return [...counts]
    .map(([refusal, count]) => ({ refusal, count }))
    .sort((one, other) => other.count - one.count);
}

/** The connection that carries out an action, as it lives now. Throws `connection_not_found`. */
export function connectionNow(
  { connection }: Pick<ActionServiceDeps, 'connection'>,
  action: ActionSpec['action'],
): ActionConnection {
  const now = connection(familyOf(action));
  if (now === null) throw new MusterError('connection_not_found');
  return now;
}
