import type { Command as Program } from 'commander';
import type { Command } from '../model/command.ts';
import { MusterError } from '../model/errors.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import { followToEnd, type GiveOptions, give, progressOf, withGiving } from './action.ts';
import type { CliContext } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Act } from './program.ts';
import { wholeNumber } from './whole-number.ts';

/** `muster commands list | show | watch | retry | undo | cancel | pause | resume`. */
export function addCommandCommands(program: Program, act: Act): void {
  const commands = program.command('commands').description('commands to devices: what became of them');
  commands
    .command('list')
    .description('the commands, newest first')
    .option('--limit <count>', 'how many', wholeNumber(200), 20)
    .option('--open', 'only those under way')
    .option('--attention', 'only those that need a person')
    .action(act((context, options: ListOptions) => list(context, options)));
  commands
    .command('show <id>')
    .description('one command with its devices')
    .action(act((context, id: string) => show(context, id)));
  commands
    .command('watch [id]')
    .description('send and follow what is under way, or one command, until it has ended')
    .action(act((context, id?: string) => watch(context, id)));
  withGiving(
    commands.command('retry <id>').description('try the failed and expired devices of a command again'),
  ).action(act((context, id: string, options: GiveOptions) => retry(context, id, options)));
  const change = (name: 'undo' | 'cancel' | 'pause' | 'resume', description: string): void => {
    commands
      .command(`${name} <id>`)
      .description(description)
      .action(
        act(async (context, id: string) => {
          const { actions } = await context.open();
          const changed = await actions[name](id);
          context.say(progressOf(changed, context));
          context.answer(changed);
          return EXIT.complete;
        }),
      );
  };
  change('undo', 'undo a command while it is held');
  change('cancel', 'cancel what of a command has not been sent');
  change('pause', 'stop sending a command');
  change('resume', 'go on sending a command');
}

interface ListOptions {
  limit: number;
  open?: boolean;
  attention?: boolean;
}

async function list(context: CliContext, { limit, open, attention }: ListOptions): Promise<ExitCode> {
  const { store } = await context.open();
  const which = attention ? 'attention' : open ? 'open' : 'all';
  const all = await store.commands.list({ limit, which });
  if (all.length === 0) context.say(context.words.t('cli:commands.none'));
  for (const command of all) {
    const when = new Date(command.createdAt).toISOString();
    context.say(`${command.id}  ${when}  ${progressOf(command, context)}`);
  }
  context.answer(all);
  return EXIT.complete;
}

async function show(context: CliContext, id: string): Promise<ExitCode> {
  const { store } = await context.open();
  const command = await need(store.commands.get(id), id);
  const { t } = context.words;
  context.say(progressOf(command, context));
  const targets = [];
  for (;;) {
    const { rows } = await store.commands.targets({ commandId: id, offset: targets.length, limit: 500 });
    targets.push(...rows);
    if (rows.length < 500) break;
  }
  for (const { facts, state, reason, message } of targets) {
    const why = reason === null ? '' : t([`actions:reason.${reason}`, `actions:refusal.${reason}`]);
    context.say(
      [facts.providerId, facts.serial ?? '', t(`actions:state.${state}`), why, message ?? '']
        .join('  ')
        .trimEnd(),
    );
  }
  context.answer({ ...command, targets });
  return EXIT.complete;
}

async function watch(context: CliContext, id: string | undefined): Promise<ExitCode> {
  const workspace = await context.open({ sends: true });
  if (id !== undefined)
    return await watchOne(context, workspace, await need(workspace.store.commands.get(id), id));
  const open = await workspace.store.commands.list({ limit: 200, which: 'open' });
  if (open.length === 0) context.say(context.words.t('cli:commands.noneOpen'));
  let worst: ExitCode = EXIT.complete;
  for (const command of open) {
    const code = await watchOne(context, workspace, command);
    if (context.signal.aborted) return EXIT.cancelled;
    if (code > worst) worst = code;
  }
  return worst;
}

/** Watching ends without a word on the command: only the one who gave it here undoes it by leaving. */
async function watchOne(context: CliContext, workspace: OpenWorkspace, command: Command): Promise<ExitCode> {
  if (command.counts.held === 0) return await followToEnd(context, workspace, command);
  try {
    const show = (now: Command): void => context.note(progressOf(now, context));
    await workspace.actions.follow(command.id, show, context.signal);
  } catch (error) {
    if (context.signal.aborted) return EXIT.cancelled;
    throw error;
  }
  return await followToEnd(context, workspace, command);
}

async function retry(context: CliContext, id: string, options: GiveOptions): Promise<ExitCode> {
  const workspace = await context.open({ sends: options.yes === true && options.wait !== false });
  const { spec } = await need(workspace.store.commands.get(id), id);
  const review = await workspace.actions.review(spec, { kind: 'failed', commandId: id }, context.signal);
  return await give(context, workspace, review, options);
}

async function need(command: Promise<Command | null>, id: string): Promise<Command> {
  const found = await command;
  if (found === null) throw new MusterError('not_found', { command: id });
  return found;
}
