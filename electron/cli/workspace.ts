import type { Command } from 'commander';
import { STANDARD_DEMO } from '../console.ts';
import { MOST_DEVICES } from '../demo/options.ts';
import type { Workspace } from '../model/workspace.ts';
import { type CliContext, findWorkspace } from './context.ts';
import { EXIT } from './exit-codes.ts';
import type { Act } from './program.ts';
import { wholeNumber } from './whole-number.ts';

/** `muster workspace list | create | demo | delete`. */
export function addWorkspaceCommands(program: Command, act: Act): void {
  const workspace = program.command('workspace').description('the workspaces: one organisation each');
  workspace
    .command('list')
    .description('list the workspaces')
    .action(
      act(async (context) => {
        const { workspaces } = await context.console.state();
        if (workspaces.length === 0) context.say(context.words.t('cli:workspace.none'));
        for (const one of workspaces) context.say(lineOf(one, context));
        context.answer(workspaces);
        return EXIT.complete;
      }),
    );
  workspace
    .command('create <name>')
    .description('create a workspace and make it the current one')
    .action(
      act(async (context, name: string) => {
        const created = await context.console.create(name);
        context.say(context.words.t('cli:workspace.created', { name: created.name }));
        context.answer(created);
        return EXIT.complete;
      }),
    );
  workspace
    .command('demo')
    .description('create the demo workspace and make it the current one')
    .option(
      '--devices <count>',
      'how many devices its organisation has',
      wholeNumber(MOST_DEVICES),
      STANDARD_DEMO.devices,
    )
    .option('--seed <word>', 'what its organisation is made from', STANDARD_DEMO.seed)
    .action(
      act(async (context, options: { devices: number; seed: string }) => {
        const { current } = await context.console.exploreDemo({
          seed: options.seed,
          devices: options.devices,
        });
        context.say(context.words.t('cli:demo.created'));
        context.answer(current);
        return EXIT.complete;
      }),
    );
  workspace
    .command('delete <name>')
    .description('delete a workspace with all that is in it')
    .option('--yes', 'do it')
    .action(
      act(async (context, wanted: string, options: { yes?: boolean }) => {
        const { workspaces } = await context.console.state();
        const id = findWorkspace(workspaces, wanted);
        const name = workspaces.find((one) => one.id === id)?.name ?? wanted;
        if (!options.yes) {
          context.note(context.words.t('cli:workspace.confirmDelete', { name }));
          return EXIT.badUsage;
        }
        await context.console.remove(id);
        context.say(context.words.t('cli:workspace.deleted', { name }));
        context.answer({ deleted: id });
        return EXIT.complete;
      }),
    );
}

function lineOf(workspace: Workspace, context: CliContext): string {
  const kind = workspace.kind === 'demo' ? ` (${context.words.t('cli:workspace.demo')})` : '';
  return `${workspace.id}  ${workspace.name}${kind}`;
}
