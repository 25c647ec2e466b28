import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { programPaths } from '../../../electron/cli/context.ts';
import { type Console, createConsole } from '../../../electron/console.ts';
import { DEFAULT_LISTENER } from '../../../electron/model/listener.ts';
import type { MailConnection } from '../../../electron/model/mail.ts';
import type { Clock } from '../../../electron/model/ports.ts';
import type { RegistrationSettings } from '../../../electron/model/registration-settings.ts';
import type { OpenWorkspace } from '../../../electron/open-workspace.ts';
import { systemClock, systemRandom } from '../../../electron/system.ts';
import { createWords } from '../../../electron/words/words.ts';
import { cliEnvironment } from '../cli.ts';
import { freePorts } from '../listener/fixture.ts';
import { createAbsentKeychain } from '../memory-vault-parts.ts';
import { PROGRAM } from '../program.ts';

/** A name that leads to this machine in no other place than in tests. */
export const PUBLIC_NAME = 'register.school.test';

/** A workspace on the disk that programs open: its listener’s address is chosen, its certificate made. */
export interface ServedWorkspace {
  readonly dataDir: string;
  /** Where its files are. */
  readonly folder: string;
  readonly peoplePort: number;
  readonly devicesPort: number;
  /** Muster’s own authority, PEM. */
  readonly ca: string;
  /** Does something with all of its services, in this process; none of them works by itself unless told so. */
  inside<Result>(work: (workspace: OpenWorkspace) => Promise<Result>, more?: InsideOptions): Promise<Result>;
  /** The same, until it is closed. */
  open(more?: InsideOptions): Promise<{ workspace: OpenWorkspace; close(): Promise<void> }>;
  remove(): void;
}

export interface InsideOptions {
  clock?: Clock;
  /** It sends commands, and follows them. */
  sends?: boolean;
  /** It listens when that is switched on, and pushes, as the window does. */
  serves?: boolean;
  env?: Record<string, string>;
}

export interface ServedOptions {
  /** User names, which are their addresses too. */
  people?: readonly string[];
  mail?: { connection: MailConnection; password: string };
  settings?: Partial<RegistrationSettings>;
  /** A folder that is there; a new one that goes with the workspace otherwise. */
  dataDir?: string;
}

export async function makeServedWorkspace(options: ServedOptions = {}): Promise<ServedWorkspace> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'muster-served-'));
  const [peoplePort = 0, devicesPort = 0] = await freePorts(2);
  const console = await openConsole(dataDir);
  const { id } = await console.create('Riverside School');
  const { ca } = await setUp(console.need(), { ...options, peoplePort, devicesPort });
  await console.close();
  const open: ServedWorkspace['open'] = async (more = {}) => {
    const again = await openConsole(dataDir, more);
    await again.switchTo(id).catch(async (error: unknown) => {
      await again.close();
      throw error;
    });
    return { workspace: again.need(), close: again.close };
  };
  return {
    dataDir,
    folder: join(dataDir, 'workspaces', id),
    peoplePort,
    devicesPort,
    ca,
    inside: async (work, more) => {
      const again = await open(more);
      return await work(again.workspace).finally(again.close);
    },
    open,
    remove: () => rmSync(dataDir, { recursive: true, force: true }),
  };
}

async function setUp(
  { users, register }: OpenWorkspace,
  {
    people = [],
    mail,
    settings,
    peoplePort,
    devicesPort,
  }: ServedOptions & { peoplePort: number; devicesPort: number },
): Promise<{ ca: string }> {
  const { registration, listener, pki } = register;
  await listener.save({ ...DEFAULT_LISTENER, peoplePort, devicesPort, publicName: PUBLIC_NAME });
  await registration.save({ ...(await registration.settings()), ...settings });
  if (mail !== undefined)
    await register.mail.save({ connection: mail.connection, secrets: { password: mail.password } });
  if (people.length > 0) await addPeople(users, people);
  await pki.server({ source: 'own', names: [PUBLIC_NAME, '127.0.0.1', 'localhost'] });
  return { ca: (await pki.root()).pem };
}

/** Adds users whose names are their addresses. */
export async function addPeople(users: OpenWorkspace['users'], people: readonly string[]): Promise<void> {
  const lines = people.map((name) => `${name},${name},${name.split('@')[0]}`);
  const { id } = await users.preview(`user name,email,name\n${lines.join('\n')}`);
  await users.importList(id, false);
}

function openConsole(
  dataDir: string,
  { clock = systemClock, sends = false, serves = false, env = {} }: InsideOptions = {},
): Promise<Console> {
  return createConsole({
    ...programPaths(pathToFileURL(PROGRAM.cli).href),
    dataDir,
    env: { ...cliEnvironment(dataDir), ...env },
    clock,
    random: systemRandom,
    fetch: globalThis.fetch,
    keychain: createAbsentKeychain(),
    words: () => createWords('en'),
    openBrowser: () => undefined,
    closeBrowser: () => undefined,
    schedule: false,
    sends: () => sends,
    serves: () => serves,
    who: { actor: 'jo', origin: 'cli', host: 'here' },
    log: () => undefined,
  });
}
