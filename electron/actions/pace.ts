import { type ActionLimits, actionLimitsSchema } from '../model/action.ts';
import { loadMs, loadOfCommands, writeIntervalMs } from '../model/action-pace.ts';
import type { ActionService, ActionServiceDeps } from './contract.ts';
import type { Pace } from './dispatch/shift.ts';
import { readLimits } from './limits.ts';
import { openCommands } from './review/review.ts';

/** The admin’s limits as last read, and the pace that follows from them. */
export interface KnownLimits {
  /** Reads them again. */
  read(): Promise<ActionLimits>;
  pace: Pace;
}

export function createKnownLimits(deps: Pick<ActionServiceDeps, 'store'>): KnownLimits {
  let known = actionLimitsSchema.parse({});
  const read = async (): Promise<ActionLimits> => {
    known = await readLimits(deps);
    return known;
  };
  return {
    read,
    pace: {
      intervalMs: () => writeIntervalMs(known),
      learn: async () => {
        await read();
      },
    },
  };
}

/** How much is queued and how long it takes; see ActionService.pace. */
export async function paceOf(
  { store, connection }: Pick<ActionServiceDeps, 'store' | 'connection'>,
  limits: KnownLimits,
  waitingUntil: number | null,
): ReturnType<ActionService['pace']> {
  const now = connection('google');
  if (now === null) return { queued: 0, leftMs: null, waitingUntil };
  const { queued } = await store.commands.outlook(now.id);
  if (queued === 0) return { queued, leftMs: null, waitingUntil };
  const load = loadOfCommands(now.adapter, await openCommands(store.commands));
  return { queued, leftMs: loadMs(load, await limits.read()), waitingUntil };
}
