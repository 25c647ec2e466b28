import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { addAppleCommands } from '../../../electron/cli/apple.ts';
import type { CliContext } from '../../../electron/cli/context.ts';
import type { ExitCode } from '../../../electron/cli/exit-codes.ts';
import { createConsole } from '../../../electron/console.ts';
import type { OpenWorkspace } from '../../../electron/open-workspace.ts';
import { systemClock, systemRandom } from '../../../electron/system.ts';
import { createWords } from '../../../electron/words/words.ts';
import { createMemoryKeychain } from '../../support/memory-vault-parts.ts';
import { MIGRATIONS, WORKER } from '../../support/store-fixtures.ts';

/** What a command left behind. */
export interface Told {
  code: ExitCode;
  out: string;
  err: string;
  json: unknown;
}

/** `muster apple` in this process, over a real workspace. */
export interface AppleCli {
  readonly folder: string;
  readonly workspace: OpenWorkspace;
  /** Rejects with what the command throws, which `runCli` turns into text and exit code. */
  apple(...args: string[]): Promise<Told>;
  close(): Promise<void>;
}

export async function openAppleCli(language: 'en' | 'fr' = 'en'): Promise<AppleCli> {
  const folder = mkdtempSync(join(tmpdir(), 'muster-apple-cli-'));
  const words = createWords(language);
  const console = await createConsole({
    dataDir: folder,
    migrationsDir: MIGRATIONS,
    storeWorker: WORKER,
    demoWorker: new URL('../../../electron/demo/worker.ts', import.meta.url),
    env: {},
    clock: systemClock,
    random: systemRandom,
    fetch: () => Promise.reject(new Error('no network in this test')),
    keychain: createMemoryKeychain(),
    words: () => words,
    openBrowser: () => undefined,
    closeBrowser: () => undefined,
    schedule: false,
    sends: () => false,
    serves: () => false,
    who: { actor: 'tester', origin: 'cli', host: 'here' },
    log: () => undefined,
  });
  await console.create('Riverside');
  return {
    folder,
    workspace: console.need(),
    apple: async (...args) => {
      const told: Told = { code: 0, out: '', err: '', json: null };
      const context: CliContext = {
        words,
        json: false,
        signal: new AbortController().signal,
        console,
        say: (text) => {
          told.out += `${text}\n`;
        },
        note: (text) => {
          told.err += `${text}\n`;
        },
        answer: (value) => {
          told.json = JSON.parse(JSON.stringify(value));
        },
        open: async () => console.need(),
      };
      const program = new Command('muster');
      addAppleCommands(program, (run) => async (...given) => {
        told.code = await run(context, ...given);
      });
      quiet(program);
      await program.parseAsync(['apple', ...args], { from: 'user' });
      return told;
    },
    close: async () => {
      await console.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Throws instead of leaving the process, and keeps its help to itself. */
function quiet(command: Command): void {
  command.exitOverride().configureOutput({ writeErr: () => undefined, writeOut: () => undefined });
  for (const child of command.commands) quiet(child);
}
