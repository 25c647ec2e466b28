import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { cliEnvironment } from '../cli.ts';
import { PROGRAM } from '../program.ts';
import type { ServedWorkspace } from './workspace.ts';

export interface ProgramOptions {
  /** Modules loaded before the program (file URLs), and what they are told. */
  imports?: readonly string[];
  env?: Record<string, string>;
  /** It can be spoken to by messages. */
  channel?: boolean;
}

/** A `muster` command as it runs. */
export interface Program {
  readonly pid: number;
  readonly child: ChildProcess;
  /** What it printed so far, line by line. */
  readonly lines: readonly string[];
  errors(): string;
  /** The first line that is so. Rejects when the program ends without it. */
  line(wanted: (line: string) => boolean): Promise<string>;
  /** Resolves at its end, with its exit code, or null when it was killed. */
  readonly ended: Promise<number | null>;
  /** Ends it without warning. */
  kill(): Promise<void>;
  /** Ends it as Ctrl+C does. */
  stop(): Promise<number | null>;
}

/** Starts a `muster` command on a workspace. */
export function startProgram(
  { dataDir }: Pick<ServedWorkspace, 'dataDir'>,
  args: readonly string[],
  { imports = [], env = {}, channel = false }: ProgramOptions = {},
): Program {
  const loaded = imports.flatMap((url) => ['--import', url]);
  const child = spawn(process.execPath, [...loaded, PROGRAM.cli, ...args], {
    env: { ...cliEnvironment(dataDir), ...env },
    stdio: ['ignore', 'pipe', 'pipe', ...(channel ? (['ipc'] as const) : [])],
  });
  const { pid, stdout, stderr } = child;
  if (pid === undefined || stdout === null || stderr === null) throw new Error('the program did not start');
  const lines: string[] = [];
  let errors = '';
  const told = createInterface({ input: stdout });
  told.on('line', (line) => lines.push(line));
  stderr.on('data', (text: Buffer) => {
    errors += String(text);
  });
  const ended = once(child, 'close').then(([code]) => (typeof code === 'number' ? code : null));
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal);
    return await ended;
  };
  return {
    pid,
    child,
    lines,
    errors: () => errors,
    line: async (wanted) => {
      for (let seen = 0; ; ) {
        const found = lines.slice(seen).find(wanted);
        if (found !== undefined) return found;
        seen = lines.length;
        const more = await Promise.race([once(told, 'line').then(() => true), ended.then(() => false)]);
        if (!more && !lines.slice(seen).some(wanted)) throw new Error(`the program ended: ${errors}`);
      }
    },
    ended,
    kill: async () => {
      await end('SIGKILL');
    },
    stop: () => end('SIGTERM'),
  };
}

/** Starts `muster listen`; resolves when its doors are open. */
export async function startListening(
  workspace: Pick<ServedWorkspace, 'dataDir'>,
  options: ProgramOptions = {},
): Promise<Program> {
  const program = startProgram(workspace, ['listen', '--json'], options);
  await program.line((line) => line.includes('"state":"on"'));
  return program;
}
