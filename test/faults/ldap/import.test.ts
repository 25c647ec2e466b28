import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Console, createConsole } from '../../../electron/console.ts';
import type { ImportResult } from '../../../electron/model/user.ts';
import type { OpenWorkspace } from '../../../electron/open-workspace.ts';
import { systemClock, systemRandom } from '../../../electron/system.ts';
import { createWords } from '../../../electron/words/words.ts';
import { crowd, UNITS, uidOf } from '../../support/ldap/people.ts';
import { startProxy, type WireProxy } from '../../support/ldap/proxy.ts';
import { BASE, type LdapServer, READER, startLdapServer } from '../../support/ldap/server.ts';
import { createMemoryKeychain } from '../../support/memory-vault-parts.ts';
import { PROGRAM } from '../../support/program.ts';
import { MIGRATIONS, WORKER } from '../../support/store-fixtures.ts';

const PEOPLE = 1200;
const never = new AbortController().signal;

let server: LdapServer;
let proxy: WireProxy;
let console: Console;
let dataDir: string;
beforeAll(async () => {
  server = await startLdapServer(`${UNITS}\n${crowd(PEOPLE)}`);
  proxy = await startProxy(server.port);
  dataDir = mkdtempSync(path.join(tmpdir(), 'muster-ldap-'));
  const words = createWords('en');
  console = await createConsole({
    dataDir,
    migrationsDir: MIGRATIONS,
    storeWorker: WORKER,
    demoWorker: PROGRAM.demoWorker,
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
});
afterAll(async () => {
  await console.close();
  await proxy.stop();
  await server.stop();
  rmSync(dataDir, { recursive: true });
});

const open = (): OpenWorkspace => console.need();
const connection = () => server.connection({ port: proxy.port });
const importAll = (): Promise<ImportResult> =>
  open().users.importFrom({ source: 'ldap', acceptShrink: false }, () => undefined, never);
/** Everybody as a list shows them, with when they changed. */
async function everybody(): Promise<string[]> {
  const all: string[] = [];
  const sort = { column: 'userName', direction: 'ascending' } as const;
  for await (const users of open().store.users.stream({ query: { filter: {}, sort } }))
    all.push(...users.map(({ userName, state, changedAt }) => `${userName} ${state} ${changedAt}`));
  return all;
}

it('imports everybody, then what changed', async () => {
  const { ldap } = open();
  expect(await ldap.save({ connection: connection(), password: READER.password })).toMatchObject({
    lastImport: null,
    users: 0,
  });
  expect(await importAll()).toMatchObject({ seen: PEOPLE, added: PEOPLE, gone: 0, skipped: 0 });
  expect(await importAll()).toMatchObject({ seen: 0, added: 0, gone: null });
  expect(await ldap.overview()).toMatchObject({ users: PEOPLE, lastImport: { seen: 0 } });
});

it('a directory that is gone between two pages changes nobody, and the next import goes on from there', async () => {
  const { ldap, users } = open();
  // Saved anew, so that everybody is read again.
  await ldap.save({ connection: connection() });
  await server.manage(async (client) => {
    for (const number of [1, 2, 3]) await client.del(`uid=${uidOf(number)},ou=North,ou=Schools,${BASE}`);
  });
  const before = await everybody();
  proxy.mishap = { afterBytes: 200_000, what: 'cut' };
  const seen: number[] = [];
  const cut = users.importFrom({ source: 'ldap', acceptShrink: false }, (so) => seen.push(so), never);
  await expect(cut).rejects.toMatchObject({ code: 'ldap_unreachable' });
  expect(seen.at(-1)).toBe(500);
  expect(await everybody()).toEqual(before);
  expect((await users.imports()).find(({ source }) => source === 'ldap')).toMatchObject({
    result: { seen: 0 },
    failed: { code: 'ldap_unreachable' },
  });
  proxy.mishap = null;
  expect(await importAll()).toMatchObject({ seen: PEOPLE - 3, added: 0, gone: 3 });
  expect(await everybody()).toHaveLength(PEOPLE - 3);
});

it('a reading ends with the settings it began by', async () => {
  const { ldap } = open();
  await ldap.save({ connection: connection() });
  const { whole, pages } = await ldap.directory.read(null, never);
  const reading = pages[Symbol.asyncIterator]();
  expect({ whole, first: (await reading.next()).value?.length }).toEqual({ whole: true, first: 500 });
  await ldap.save({ connection: connection() });
  await reading.next();
  await reading.next();
  await expect(reading.next()).rejects.toMatchObject({ code: 'cancelled' });
});

it('forgets the directory with its password, keeps its users, and tells the log no secret', async () => {
  const { ldap, store } = open();
  await ldap.remove();
  expect(await ldap.overview()).toBeNull();
  expect(await store.secrets.list()).toEqual([]);
  expect(await everybody()).toHaveLength(PEOPLE - 3);
  await expect(importAll()).rejects.toMatchObject({ code: 'ldap_not_set' });
  const { rows } = await store.audit.list({ filter: {}, before: null, limit: 100 });
  const deeds = rows.map(({ deed, result }) => `${deed} ${result}`);
  expect(deeds).toEqual(
    expect.arrayContaining(['ldap.saved done', 'users.imported ldap_unreachable', 'ldap.removed done']),
  );
  expect(JSON.stringify(rows)).not.toContain(READER.password);
  for (const file of readdirSync(dataDir, { recursive: true, withFileTypes: true }))
    if (file.isFile())
      expect(readFileSync(path.join(file.parentPath, file.name)).includes(READER.password)).toBe(false);
});
