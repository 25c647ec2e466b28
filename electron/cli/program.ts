import { Command, CommanderError } from 'commander';
import { serializeError, toMusterError } from '../model/errors.ts';
import { createWords, languageOf } from '../words/words.ts';
import { addActionCommand } from './action.ts';
import { addAppleCommands } from './apple.ts';
import { addCertificateCommands } from './certificate.ts';
import { addCommandCommands } from './commands.ts';
import { addConnectionCommands } from './connection.ts';
import { type CliContext, type GlobalOptions, withContext } from './context.ts';
import { addDemoCommand } from './demo.ts';
import { addDeviceCommands } from './devices.ts';
import { EXIT, type ExitCode, exitCodeOf } from './exit-codes.ts';
import { addInviteCommands } from './invite.ts';
import { addListenCommands } from './listen.ts';
import { addPastCommands } from './past.ts';
import { addRegistrationCommands } from './registration.ts';
import { addSyncCommands } from './sync.ts';
import { addUserCommands } from './users.ts';
import { addWorkspaceCommands } from './workspace.ts';

/** Makes an action of a command: runs it with a context and keeps its exit code. */
export type Act = <A extends unknown[]>(
  run: (context: CliContext, ...args: A) => Promise<ExitCode>,
) => (...args: A) => Promise<void>;

const HELP = `
Exit codes: ${EXIT.complete} complete, ${EXIT.failed} failed, ${EXIT.badUsage} bad usage, ${EXIT.incomplete} incomplete (a list, or a command that failed on some),
${EXIT.needsAttention} needs attention (reconnect, permission, a fleet or directory that shrank, a locked vault, an unknown outcome), ${EXIT.offline} offline, ${EXIT.cancelled} cancelled.

Environment: MUSTER_DATA_DIR, MUSTER_VAULT_PASSPHRASE, MUSTER_GOOGLE_CLIENT_SECRET,
MUSTER_GOOGLE_API_ROOT, MUSTER_GOOGLE_AUTH_ROOT, MUSTER_LDAP_PASSWORD, MUSTER_MAIL_PASSWORD,
MUSTER_MAIL_CLIENT_SECRET, MUSTER_MAIL_REFRESH_TOKEN, MUSTER_CERTIFICATE_PASSWORD.`;

/** Runs the `muster` command; `entryUrl` is the address of the program's entry. Answers the exit code. */
export async function runCli(args: string[], entryUrl: string): Promise<ExitCode> {
  const program = new Command('muster').description(
    'Muster without a window: workspaces, connection, sync, devices, users, invitations, registration, Apple devices, commands and their history',
  );
  program
    .option('--data-dir <folder>', 'where workspaces are kept')
    .option('--workspace <name>', 'name or id of the workspace')
    .option('--json', 'answer in JSON')
    .addHelpText('after', HELP)
    .exitOverride();
  let code: ExitCode = EXIT.complete;
  const act: Act =
    (run) =>
    async (...given) => {
      code = await withContext(program.opts<GlobalOptions>(), entryUrl, (context) => run(context, ...given));
    };
  addWorkspaceCommands(program, act);
  addConnectionCommands(program, act);
  addSyncCommands(program, act);
  addDeviceCommands(program, act);
  addUserCommands(program, act);
  addInviteCommands(program, act);
  addRegistrationCommands(program, act);
  addListenCommands(program, act);
  addCertificateCommands(program, act);
  addAppleCommands(program, act);
  addActionCommand(program, act);
  addCommandCommands(program, act);
  addPastCommands(program, act);
  addDemoCommand(program);
  inherit(program);
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    return report(error, program.opts<GlobalOptions>().json ?? false);
  }
}

/** Subcommands must throw instead of leaving the process, and take the global options anywhere on the line. */
function inherit(command: Command): void {
  for (const child of command.commands) {
    child.exitOverride();
    inherit(child);
  }
}

function report(error: unknown, json: boolean): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.complete : EXIT.badUsage;
  const known = toMusterError(error);
  const words = createWords(
    languageOf('system', process.env.LC_ALL ?? process.env.LC_MESSAGES ?? process.env.LANG),
  );
  if (json) process.stdout.write(`${JSON.stringify({ error: serializeError(known) })}\n`);
  process.stderr.write(`${words.errorText(known)}\n`);
  return exitCodeOf(known);
}
