import { createBell } from '../model/bell.ts';
import type { Command } from '../model/command.ts';
import { MusterError } from '../model/errors.ts';
import type { ActionServiceDeps } from './contract.ts';

/** Without a word the command is looked at this often: another program may be sending it. */
const LOOK_MS = 2000;

/** Resolves when a command has ended; see ActionService.follow. `watchers` are called when anything moved. */
export async function followCommand(
  { store, clock }: Pick<ActionServiceDeps, 'store' | 'clock'>,
  watchers: Set<() => void>,
  commandId: string,
  onChange: (command: Command) => void,
  signal: AbortSignal,
): Promise<Command> {
  const bell = createBell(clock);
  watchers.add(bell.ring);
  try {
    for (let told = ''; ; ) {
      signal.throwIfAborted();
      const command = await store.commands.get(commandId);
      if (command === null) throw new MusterError('not_found', { command: commandId });
      const now = JSON.stringify(command);
      if (now !== told) onChange(command);
      told = now;
      if (command.endedAt !== null) return command;
      await bell.wait(LOOK_MS, signal);
    }
  } finally {
    watchers.delete(bell.ring);
  }
}
