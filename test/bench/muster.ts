import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { programPaths } from '../../electron/cli/context.ts';
import { type Console, createConsole } from '../../electron/console.ts';
import type { DemoAddresses } from '../../electron/demo/addresses.ts';
import type { ServiceAccountKey } from '../../electron/demo/oauth/keys.ts';
import { MusterError } from '../../electron/model/errors.ts';
import type { SyncRun } from '../../electron/model/sync-run.ts';
import { systemClock, systemRandom } from '../../electron/system.ts';
import type { Keychain } from '../../electron/vault/keychain.ts';
import { createWords } from '../../electron/words/words.ts';
import { root } from '../../scripts/process.ts';

/** Whom to connect to. */
export interface Account {
  addresses: DemoAddresses;
  key: ServiceAccountKey;
}

/** The product without a window, connected to an organisation. */
export interface BenchMuster {
  /** Where the workspace's database is. */
  readonly storeFile: string;
  /** Runs a sync to its end. Throws when it does not end complete. */
  sync(): Promise<SyncRun>;
  close(): Promise<void>;
}

/** The vault's passphrase of every benchmark's data folder: it needs no keychain, and a window can be given it. */
export const PASSPHRASE = 'a benchmark has no secrets';

/** The product without a window over a data folder, with a new workspace. `serves`: it listens. */
export async function openConsole(dataDir: string, { serves = false } = {}): Promise<Console> {
  const words = createWords('en');
  const console = await createConsole({
    ...programPaths(pathToFileURL(path.join(root, 'electron/cli.ts')).href),
    dataDir,
    env: { MUSTER_VAULT_PASSPHRASE: PASSPHRASE },
    clock: systemClock,
    random: systemRandom,
    fetch: globalThis.fetch,
    keychain: NO_KEYCHAIN,
    words: () => words,
    openBrowser: () => undefined,
    closeBrowser: () => undefined,
    schedule: false,
    sends: () => false,
    serves: () => serves,
    who: { actor: 'bench', origin: 'cli', host: 'here' },
    log: (message) => process.stderr.write(`${message}\n`),
  });
  await console.create('Benchmark');
  return console;
}

/** Opens the product over a data folder with a new workspace and connects it. */
export async function openMuster(dataDir: string, account: Account): Promise<BenchMuster> {
  const console = await openConsole(dataDir);
  const { google, workspace } = console.need();
  const { apiRoot, authRoot, adminEmail } = account.addresses;
  const { keyHandle } = google.readKeyFile(JSON.stringify(account.key), 'key.json');
  const endpoints = { apiRoot, authRoot };
  await google.connectServiceAccount(
    { keyHandle, subject: adminEmail, endpoints },
    new AbortController().signal,
  );
  return {
    storeFile: path.join(dataDir, 'workspaces', workspace.id, 'muster.db'),
    sync: async () => {
      const run = await google.runSync(new AbortController().signal);
      if (run.state !== 'complete')
        throw new Error(`the sync ended ${run.state}: ${run.reason} ${run.detail}`);
      return run;
    },
    close: () => console.close(),
  };
}

/** Runs a task with a folder that goes afterwards. */
export async function withFolder<Result>(task: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(path.join(tmpdir(), 'muster-bench-'));
  try {
    return await task(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const refuse = async (): Promise<never> => {
  throw new MusterError('vault_no_keychain', { reason: 'benchmark' });
};

const NO_KEYCHAIN: Keychain = { get: refuse, set: refuse, delete: refuse, available: async () => false };
