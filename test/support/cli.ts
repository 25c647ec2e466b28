import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { PROGRAM } from './program.ts';

export interface CliResult {
  code: number | null;
  out: string;
  err: string;
}

/** The environment of a `muster` command under test. */
export function cliEnvironment(dataDir: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    LC_ALL: 'en_US.UTF-8',
    MUSTER_DATA_DIR: dataDir,
    MUSTER_VAULT_PASSPHRASE: 'a passphrase for tests',
    // No desktop session: what is stored must be behind the passphrase, not in a keychain of this machine.
    DBUS_SESSION_BUS_ADDRESS: 'disabled:',
  };
}

/** Runs the `muster` command in a process of its own, as a script would; the vault opens by passphrase. */
export async function muster(
  dataDir: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<CliResult> {
  const child = spawn(process.execPath, [PROGRAM.cli, ...args], {
    env: { ...cliEnvironment(dataDir), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, out, err };
}
