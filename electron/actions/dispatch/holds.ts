import type { Shift } from './shift.ts';

/** Lets held commands go when their time is over. */
export interface Holds {
  /** Begins the hold of those not seen before. */
  see(commandIds: readonly string[]): void;
  settled(): Promise<void>;
}

/**
 * A hold is slept from when this shift first sees the command, so that neither a clock that jumps nor a program that
 * starts anew makes it shorter than it was promised.
 */
export function createHolds(shift: Shift): Holds {
  const { deps, over } = shift;
  const held = new Map<string, Promise<void>>();
  const hold = async (commandId: string): Promise<void> => {
    const command = await deps.store.commands.get(commandId);
    if (command === null) return;
    await deps.clock.sleep(command.holdMs, over);
    const audit = deps.draft('command.released', commandId, { action: command.spec.action });
    if (!(await deps.store.commands.release({ commandId, at: deps.clock.now(), audit }))) return;
    shift.announcer.commands([commandId]);
    shift.announcer.audit();
    shift.ring();
  };
  const begin = (commandId: string): void => {
    const task = hold(commandId)
      .catch((error: unknown) => {
        if (!over.aborted) deps.log(`a command could not be let go: ${String(error)}`);
      })
      .finally(() => held.delete(commandId));
    held.set(commandId, task);
  };
  return {
    see: (commandIds) => {
      for (const id of commandIds) if (!held.has(id)) begin(id);
    },
    settled: async () => {
      await Promise.all(held.values());
    },
  };
}
