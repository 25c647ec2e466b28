import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ActionService } from '../actions/contract.ts';
import { targetsTable } from '../fleet/past-tables.ts';
import type { Target } from '../model/command.ts';
import { MusterError } from '../model/errors.ts';
import type { CommandRepository } from '../store/contract.ts';
import { pickListFile } from './dialogs.ts';
import type { Exporter } from './exporter.ts';
import type { HandlerHost, Some } from './handlers.ts';

/** A list of a hundred thousand serials is two megabytes; more than this is another file picked by mistake. */
const LIST_BYTES = 20_000_000;

/** The bridge's methods for actions and commands. */
export function actionHandlers(host: HandlerHost, exporter: Exporter): Some<'actions' | 'commands'> {
  const actions = (): ActionService => host.console.need().actions;
  const commands = (): CommandRepository => host.console.need().store.commands;
  return {
    'actions.limits': () => actions().limits(),
    'actions.setLimits': (limits) => actions().setLimits(limits),
    'actions.pickList': async () => {
      const path = await pickListFile(host.window(), host.words());
      return path === null ? null : { name: basename(path), text: await readList(path) };
    },
    'actions.review': ({ spec, selection }, signal) => actions().review(spec, selection, signal),
    'actions.reviewRows': (input) => actions().reviewRows(input),
    'actions.discard': ({ reviewId }) => actions().discard(reviewId),
    'actions.confirm': ({ reviewId, typed }) => actions().confirm(reviewId, typed),

    'commands.list': ({ limit, before, which }) =>
      commands().list({ limit, which, ...(before === undefined ? {} : { before }) }),
    'commands.get': ({ id }) => commands().get(id),
    'commands.attention': () => commands().attention(),
    'commands.targets': ({ states, text, ...input }) =>
      commands().targets({
        ...input,
        ...(states === undefined ? {} : { states }),
        ...(text === undefined ? {} : { text }),
      }),
    'commands.pace': () => actions().pace(),
    'commands.undo': ({ id }) => actions().undo(id),
    'commands.cancel': ({ id, targets }) => actions().cancel(id, targets),
    'commands.pause': ({ id }) => actions().pause(id),
    'commands.resume': ({ id }) => actions().resume(id),
    'commands.dismiss': ({ id }) => actions().dismiss(id),
    'commands.reconcile': ({ targetId }, signal) => actions().reconcile(targetId, signal),
    'commands.settle': ({ targetId, happened }) => actions().settle(targetId, happened),
    'commands.export': async ({ commandId, format }, signal) => {
      const batches = targetBatches(commands(), commandId);
      return exporter.write('command', format, (say) => targetsTable(batches, say), signal);
    },
  };
}

/** The targets of a command from its first to its last. */
async function* targetBatches(commands: CommandRepository, commandId: string): AsyncGenerator<Target[]> {
  const limit = 500;
  for (let offset = 0; ; offset += limit) {
    const { rows } = await commands.targets({ commandId, offset, limit });
    if (rows.length > 0) yield rows;
    if (rows.length < limit) return;
  }
}

async function readList(path: string): Promise<string> {
  const unreadable = (reason: string, cause?: unknown) =>
    new MusterError('file_unreadable', { path, reason }, cause);
  try {
    if ((await stat(path)).size > LIST_BYTES) throw unreadable('too large');
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof MusterError) throw error;
    throw unreadable(error instanceof Error ? error.message : String(error), error);
  }
}
