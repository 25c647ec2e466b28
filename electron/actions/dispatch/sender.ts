import { ACTIONS, type ActionName } from '../../model/action.ts';
import type { Order, SendResult, TargetOutcome } from '../../model/action-adapter.ts';
import { FIRST_CHECK_MS, FIRST_RECONCILE_MS } from '../../model/check-times.ts';
import type { Command } from '../../model/command.ts';
import type { ClaimedTarget } from '../../store/contract.ts';
import { type Note, plain } from '../records.ts';
import { createPacer } from './pacer.ts';
import { precheck } from './precheck.ts';
import { bar, isSameLife, type Shift } from './shift.ts';
import type { Trouble } from './trouble.ts';

/** Sends what is queued, at the pace set. */
export interface Sender {
  /** Sends until nothing is queued; does nothing when it is at it already. */
  start(): void;
  busy(): boolean;
  /** Resolves when all that was begun has been written down. */
  settled(): Promise<void>;
}

/** Claims under way at the same time: an answer that is slow to come must not slow down the pace. */
const CLAIMS_AT_MOST = 8;
/** No further claim is made while so many targets are claimed: should the program end now, all those are in doubt. */
const TARGETS_AT_MOST = 50;

type Claim = { command: Command; targets: ClaimedTarget[] };

export function createSender(shift: Shift): Sender {
  const { deps, connection, lease, brake, over } = shift;
  const { store, clock, log } = deps;
  // Claims begin at the pace too, so that what is claimed is read and sent soon; requests leave at it exactly.
  const claims = createPacer(clock, shift.pace.intervalMs, over);
  const requests = createPacer(clock, shift.pace.intervalMs, over);
  const jobs = new Set<Promise<void>>();
  let claimed = 0;
  let sending = false;

  const claimNext = async (): Promise<Claim | null> => {
    await brake.free(over);
    await claims.turn();
    while (jobs.size >= CLAIMS_AT_MOST || claimed >= TARGETS_AT_MOST) await Promise.race(jobs);
    await requests.room();
    await brake.free(over);
    over.throwIfAborted();
    const { id: connectionId, generation } = connection;
    const limits = batchSizes(shift);
    return await store.commands.claim({
      connectionId,
      generation,
      limits,
      owner: lease.owner,
      at: clock.now(),
    });
  };
  const begin = (claim: Claim): void => {
    const { length } = claim.targets;
    claimed += length;
    const job = carry(shift, requests.turn, claim)
      // The targets stay in `sending`: the next shift finds them cut off.
      .catch((error: unknown) => log(`sending broke off: ${String(error)}`))
      .finally(() => {
        jobs.delete(job);
        claimed -= length;
        if (jobs.size === 0) shift.ring();
      });
    jobs.add(job);
  };
  const sendAll = async (): Promise<void> => {
    for (let claim = await claimNext(); claim !== null; claim = await claimNext()) begin(claim);
  };
  return {
    start: () => {
      if (sending) return;
      sending = true;
      void sendAll()
        .catch((error: unknown) => {
          if (!over.aborted) log(`the queue could not be read: ${String(error)}`);
        })
        .finally(() => {
          sending = false;
        });
    },
    busy: () => jobs.size > 0,
    settled: async () => {
      while (jobs.size > 0) await Promise.all(jobs);
    },
  };
}

function batchSizes({ connection }: Shift): Partial<Record<ActionName, number>> {
  const sizes = ACTIONS.map((action) => [action, connection.adapter.batchSize(action)] as const);
  return Object.fromEntries(sizes.filter(([, size]) => size !== null));
}

/** Reads, sends and writes down one claim. The request leaves once, or not at all. */
async function carry(shift: Shift, turn: () => Promise<void>, { command, targets }: Claim): Promise<void> {
  const { records, cut } = shift;
  const { spec } = command;
  shift.announcer.commands([command.id]);
  const { orders, refused, trouble } = await precheck(shift, spec, targets);
  await records.write(
    refused.map(({ target, outcome }) => ({ target, spec, move: { outcome, nextCheckAt: null } })),
    cut,
  );
  const ended = new Set(refused.map(({ target }) => target.id));
  const giveBack = (): Promise<void> => {
    const rest = targets.filter(({ target }) => !ended.has(target.id));
    return records.write(
      rest.map(({ target }) => ({ target, spec, move: { outcome: { state: 'queued' } } })),
      cut,
    );
  };
  if (trouble !== null) {
    await stopFor(shift, trouble);
    return await giveBack();
  }
  if (orders.length + refused.length < targets.length) return await giveBack();
  if (orders.length === 0) return;
  if (!(await mayGo(shift, turn))) return await giveBack();
  await send(shift, command, orders, giveBack);
}

/** Waits for the request's turn; false when nothing may leave any more. The last look is at the right to send. */
async function mayGo(shift: Shift, turn: () => Promise<void>): Promise<boolean> {
  const { lease, brake, over } = shift;
  try {
    await turn();
  } catch {
    return false;
  }
  if (over.aborted || brake.braking()) return false;
  const ours = isSameLife(shift) && (await lease.keep().catch(() => false));
  if (!ours) shift.end();
  return ours && !over.aborted;
}

async function send(
  shift: Shift,
  { spec }: Command,
  orders: readonly Order[],
  giveBack: () => Promise<void>,
): Promise<void> {
  const { deps, connection, brake, records, cut } = shift;
  const sentAt = deps.clock.now();
  const result = await connection.adapter
    .send(spec, orders, cut)
    .catch((error: unknown): SendResult | null => {
      if (cut.aborted) return null;
      deps.log(`a request ended without an outcome: ${String(error)}`);
      return { kind: 'answered', outcomes: new Map() };
    });
  if (result === null) return await giveBack();
  if (result.kind === 'answered') {
    brake.passed();
    const notes = orders.map(({ target }): Note => {
      const outcome = result.outcomes.get(target.id) ?? plain('unknown', 'answer_lost');
      const nextCheckAt = firstCheckAt(outcome, deps.clock.now());
      return { target, spec, move: { outcome, sentAt, nextCheckAt } };
    });
    return await records.write(notes, cut);
  }
  // What stops all is known to all before the targets are queued again, so that none is taken in between.
  if (result.kind === 'not_sent') brake.hold(result.why, result.afterMs);
  else await bar(shift, result.pause);
  await giveBack();
}

function firstCheckAt({ state }: TargetOutcome, now: number): number | null {
  if (state === 'sent' || state === 'not_now') return now + FIRST_CHECK_MS;
  return state === 'unknown' ? now + FIRST_RECONCILE_MS : null;
}

async function stopFor(shift: Shift, trouble: Exclude<Trouble, { kind: 'device' }>): Promise<void> {
  if (trouble.kind === 'barred') await bar(shift, trouble.pause);
  else shift.brake.hold(trouble.reason, null);
}
