import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Console, createConsole } from '../console.ts';
import { defaultDataDir } from '../data-dir.ts';
import { MusterError } from '../model/errors.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import { systemClock, systemRandom, whoIsHere } from '../system.ts';
import { createOsKeychain } from '../vault/keychain.ts';
import { createWords, languageOf, type Words } from '../words/words.ts';
import type { ExitCode } from './exit-codes.ts';

/** What every command may ask for. */
export interface GlobalOptions {
  dataDir?: string | undefined;
  workspace?: string | undefined;
  json?: boolean | undefined;
}

/** What a command works with: the console, the texts, a way to print, and a signal that Ctrl+C fires. */
export interface CliContext {
  readonly words: Words;
  readonly json: boolean;
  readonly signal: AbortSignal;
  readonly console: Console;
  /** A line for a person; nothing when the answer is JSON. */
  say(text: string): void;
  /** The answer of the command as one JSON line, printed only with `--json`. */
  answer(value: unknown): void;
  /** Progress and hints go to the error stream, so that output can be piped. */
  note(text: string): void;
  /**
   * Opens the workspace named by `--workspace`, else the one used last, else the only one. `sends`: commands that
   * wait in it are sent and followed while this program runs. `serves`: it listens, and sends mails.
   */
  open(options?: { sends?: boolean; serves?: boolean }): Promise<OpenWorkspace>;
}

/** Where the parts of the program lie, from source and when built. */
export function programPaths(entryUrl: string): { migrationsDir: string; storeWorker: URL; demoWorker: URL } {
  const source = entryUrl.endsWith('.ts');
  const root = join(dirname(fileURLToPath(entryUrl)), source ? '..' : '../..');
  return {
    migrationsDir: join(root, 'resources/migrations'),
    storeWorker: new URL(source ? './store/worker.ts' : './store-worker.js', entryUrl),
    demoWorker: new URL(source ? './demo/worker.ts' : './demo-worker.js', entryUrl),
  };
}

/** Runs one command with a console around it, closed again however it ends. */
export async function withContext(
  globals: GlobalOptions,
  entryUrl: string,
  task: (context: CliContext) => Promise<ExitCode>,
): Promise<ExitCode> {
  const words = createWords(
    languageOf('system', process.env.LC_ALL ?? process.env.LC_MESSAGES ?? process.env.LANG),
  );
  const interrupted = new AbortController();
  const interrupt = (): void => interrupted.abort();
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  const sending = { on: false, serves: false };
  const console = await createConsole({
    ...programPaths(entryUrl),
    dataDir: globals.dataDir ?? defaultDataDir(process.env),
    env: process.env,
    clock: systemClock,
    random: systemRandom,
    fetch: globalThis.fetch,
    keychain: createOsKeychain(),
    words: () => words,
    openBrowser: (url) => {
      process.stderr.write(`${words.t('cli:connect.open', { url })}\n`);
    },
    closeBrowser: () => undefined,
    schedule: false,
    sends: () => sending.on,
    serves: () => sending.serves,
    who: whoIsHere('cli'),
    log: (message) => process.stderr.write(`${message}\n`),
  });
  try {
    return await task(contextOf(globals, words, interrupted.signal, console, sending));
  } finally {
    await console.close();
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}

function contextOf(
  globals: GlobalOptions,
  words: Words,
  signal: AbortSignal,
  console: Console,
  sending: { on: boolean; serves: boolean },
): CliContext {
  const json = globals.json ?? false;
  return {
    words,
    json,
    signal,
    console,
    say: (text) => {
      if (!json) process.stdout.write(`${text}\n`);
    },
    answer: (value) => {
      if (json) process.stdout.write(`${JSON.stringify(value)}\n`);
    },
    note: (text) => process.stderr.write(`${text}\n`),
    open: async (options) => {
      sending.on = options?.sends ?? false;
      sending.serves = options?.serves ?? false;
      await console.switchTo(await chooseWorkspace(console, globals.workspace, words));
      return console.need();
    },
  };
}

async function chooseWorkspace(console: Console, wanted: string | undefined, words: Words): Promise<string> {
  const { workspaces } = await console.state();
  if (wanted !== undefined) return findWorkspace(workspaces, wanted);
  const last = workspaces.find((workspace) => workspace.id === console.preferences.get().lastWorkspaceId);
  if (last !== undefined) return last.id;
  const [only, ...others] = workspaces;
  if (only === undefined)
    throw new MusterError('bad_input', { field: '--workspace', problem: words.t('cli:workspace.none') });
  const names = workspaces.map((workspace) => workspace.name).join(', ');
  if (others.length > 0)
    throw new MusterError('bad_input', {
      field: '--workspace',
      problem: words.t('cli:workspace.several', { names }),
    });
  return only.id;
}

/** The id of the workspace with this id or name. Throws workspace_not_found. */
export function findWorkspace(workspaces: readonly { id: string; name: string }[], wanted: string): string {
  const found = workspaces.find((w) => w.id === wanted || w.name.toLowerCase() === wanted.toLowerCase());
  if (found === undefined) throw new MusterError('workspace_not_found', { id: wanted });
  return found.id;
}
