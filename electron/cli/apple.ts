import type { Command } from 'commander';
import { writeFileAtomically } from '../disk/write-file.ts';
import { devicesUrlOf } from '../model/listener.ts';
import { addAppleDeviceCommands } from './apple-devices.ts';
import { addAppleOrderCommands } from './apple-orders.ts';
import { addAppleProfileCommands } from './apple-profiles.ts';
import { addPushCommands, pushLines } from './apple-push.ts';
import type { CliContext } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Act } from './program.ts';
import { userOf } from './users.ts';

/** `muster apple`: iPhones, iPads and Macs that are managed here. */
export function addAppleCommands(program: Command, act: Act): void {
  const apple = program.command('apple').description('iPhones, iPads and Macs that are managed here');
  apple
    .command('status')
    .description('devices in figures, where they check in, and what wakes them')
    .action(act((context) => status(context)));
  apple
    .command('profile <user>')
    .description('an enrollment profile for a user, good for a few minutes and one device')
    .requiredOption('--out <file>', 'the .mobileconfig to write')
    .action(act((context, user: string, { out }: { out: string }) => profile(context, user, out)));
  addPushCommands(apple, act);
  addAppleDeviceCommands(apple, act);
  addAppleOrderCommands(apple, act);
  addAppleProfileCommands(apple, act);
}

async function status(context: CliContext): Promise<ExitCode> {
  const { apple, push, register } = await context.open();
  const { t } = context.words;
  const [counts, overview, settings] = await Promise.all([
    apple.counts(),
    push.overview(),
    register.listener.settings(),
  ]);
  const serverUrl = devicesUrlOf(settings);
  context.say(t('cli:apple.counts', { ...counts }));
  context.say(t('cli:apple.orders.waiting', { ...counts }));
  context.say(t(settings.on ? 'cli:apple.listening' : 'cli:apple.notListening', { url: serverUrl }));
  for (const line of pushLines(context, overview)) context.say(line);
  context.answer({ counts, push: overview, listening: settings.on, serverUrl });
  return EXIT.complete;
}

async function profile(context: CliContext, wanted: string, out: string): Promise<ExitCode> {
  const workspace = await context.open();
  const user = await userOf(workspace, wanted);
  const { bytes, until } = await workspace.apple.enrollment.profileFor(user.id);
  await writeFileAtomically(out, bytes);
  context.say(
    context.words.t('cli:apple.profileWritten', { path: out, until: new Date(until).toLocaleString() }),
  );
  context.answer({ path: out, until });
  return EXIT.complete;
}
