import type { Command, Target } from '../model/command.ts';
import { MusterError } from '../model/errors.ts';
import type { ActionService, ActionServiceDeps } from './contract.ts';
import { moveAfter } from './move-after.ts';
import { plain, type Records } from './records.ts';
import { connectionNow } from './review/review.ts';

type Deeds = Pick<ActionService, 'undo' | 'cancel' | 'pause' | 'resume' | 'dismiss' | 'reconcile' | 'settle'>;

/** What an admin does to commands that are there; see ActionService for each. `changed` is told of every deed. */
export function commandDeeds(
  deps: Pick<ActionServiceDeps, 'store' | 'clock' | 'connection' | 'draft'>,
  records: Records,
  changed: (commandId: string) => void,
  closing: AbortSignal,
): Deeds {
  const { clock, draft } = deps;
  const { commands } = deps.store;
  const get = async (commandId: string): Promise<Command> => {
    const command = await commands.get(commandId);
    if (command === null) throw new MusterError('not_found', { command: commandId });
    return command;
  };
  const after = async (commandId: string): Promise<Command> => {
    changed(commandId);
    return await get(commandId);
  };
  const pauseFor = async (commandId: string, reason: 'admin' | null): Promise<Command> => {
    const { spec } = await get(commandId);
    const deed = reason === null ? 'command.resumed' : 'command.paused';
    await commands.pause({ commandId, reason, audit: draft(deed, commandId, { action: spec.action }) });
    return await after(commandId);
  };
  const unknownTarget = async (targetId: number): Promise<Target> => {
    const target = await commands.target(targetId);
    if (target === null) throw new MusterError('not_found', { target: targetId });
    if (target.state !== 'unknown') throw new MusterError('target_not_unknown');
    return target;
  };
  const targetNow = async (target: Target): Promise<Target> => {
    changed(target.commandId);
    return (await commands.target(target.id)) ?? target;
  };
  return {
    undo: async (commandId) => {
      const { spec, total } = await get(commandId);
      const audit = draft('command.undone', commandId, { action: spec.action, targets: total });
      const undone = await commands.undo({ commandId, at: clock.now(), audit });
      if (undone === 0) throw new MusterError('command_not_held');
      return await after(commandId);
    },
    cancel: async (commandId, targets) => {
      const { spec } = await get(commandId);
      const asked = targets?.length ?? null;
      const audit = draft('command.cancelled', commandId, { action: spec.action, asked });
      const only = targets === undefined ? {} : { targets };
      const cancelled = await commands.cancel({
        commandId,
        ...only,
        reason: 'by_admin',
        at: clock.now(),
        audit,
      });
      if (cancelled === 0) throw new MusterError('command_not_queued');
      return await after(commandId);
    },
    pause: (commandId) => pauseFor(commandId, 'admin'),
    resume: (commandId) => pauseFor(commandId, null),
    dismiss: async (commandId) => {
      await get(commandId);
      await commands.dismiss({ commandId, at: clock.now() });
      return await after(commandId);
    },
    reconcile: async (targetId, signal) => {
      const target = await unknownTarget(targetId);
      const { spec, connectionId } = await get(target.commandId);
      const { id, adapter } = connectionNow(deps, spec.action);
      if (id !== connectionId) throw new MusterError('connection_not_found');
      const told = await adapter.reconcile(spec, target, signal);
      const move = moveAfter(target, told, clock.now());
      await records.write([{ target, spec, move }], closing);
      return await targetNow(target);
    },
    settle: async (targetId, happened) => {
      const target = await unknownTarget(targetId);
      const { commandId, facts } = target;
      const audit = draft('target.settled', commandId, { happened, serial: facts.serial, target: targetId });
      const outcome = plain(happened ? 'acknowledged' : 'failed', 'settled_by_admin');
      const at = clock.now();
      const moved = await commands.move({ moves: [{ id: targetId, outcome, nextCheckAt: null }], at, audit });
      if (moved === 0) throw new MusterError('target_not_unknown');
      return await targetNow(target);
    },
  };
}
