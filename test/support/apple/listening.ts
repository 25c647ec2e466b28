import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Console, createConsole } from '../../../electron/console.ts';
import { DEFAULT_LISTENER } from '../../../electron/model/listener.ts';
import type { OpenWorkspace } from '../../../electron/open-workspace.ts';
import { systemClock, systemRandom } from '../../../electron/system.ts';
import { createWords } from '../../../electron/words/words.ts';
import { freePorts } from '../listener/fixture.ts';
import { createMemoryKeychain } from '../memory-vault-parts.ts';
import { addPeople } from '../served/workspace.ts';
import { MIGRATIONS, WORKER } from '../store-fixtures.ts';

/** A workspace with its services in this process, listening on loopback. */
export interface Listening {
  readonly console: Console;
  readonly workspace: OpenWorkspace;
  /** Where its files are. */
  readonly folder: string;
  /** What was said to the program’s own log. */
  readonly said: readonly string[];
  readonly peoplePort: number;
  readonly devicesPort: number;
  /** Muster’s own authority, PEM. */
  readonly ca: string;
  /** A user’s id by his place in the order of user names. */
  userId(index: number): Promise<string>;
  close(): Promise<void>;
}

/** Opens one for these people, whose names are their addresses. */
export async function openListening(people: readonly string[], publicName = 'localhost'): Promise<Listening> {
  const dataDir = mkdtempSync(join(tmpdir(), 'muster-listening-'));
  const said: string[] = [];
  const console = await createConsole({
    dataDir,
    migrationsDir: MIGRATIONS,
    storeWorker: WORKER,
    demoWorker: new URL('../../../electron/demo/worker.ts', import.meta.url),
    env: {},
    clock: systemClock,
    random: systemRandom,
    fetch: () => Promise.reject(new Error('no network in this test')),
    keychain: createMemoryKeychain(),
    words: () => createWords('en'),
    openBrowser: () => undefined,
    closeBrowser: () => undefined,
    schedule: false,
    sends: () => false,
    serves: () => true,
    who: { actor: 'tester', origin: 'cli', host: 'here' },
    log: (message) => said.push(message),
  });
  const { id } = await console.create('Riverside School');
  const workspace = console.need();
  const { listener, pki } = workspace.register;
  const [peoplePort = 0, devicesPort = 0] = await freePorts(2);
  await listener.save({ ...DEFAULT_LISTENER, peoplePort, devicesPort, publicName });
  await listener.switchTo(true);
  await addPeople(workspace.users, people);
  return {
    console,
    workspace,
    folder: join(dataDir, 'workspaces', id),
    said,
    peoplePort,
    devicesPort,
    ca: (await pki.root()).pem,
    userId: async (index) => {
      const sort = { column: 'userName', direction: 'ascending' } as const;
      const { rows } = await workspace.users.window({ filter: {}, sort, offset: index, limit: 1 });
      return rows[0]?.id ?? '';
    },
    close: async () => {
      await console.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
