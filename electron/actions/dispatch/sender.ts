import { ACTIONS, type ActionName } from '../../model/action.ts';
import { type Claim, carry } from './carry.ts';
import { createPacer } from './pacer.ts';
import type { Shift } from './shift.ts';

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
