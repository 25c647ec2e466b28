import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type Console, type ConsoleOptions, createConsole } from '../../electron/console.ts';
import { systemClock, systemRandom } from '../../electron/system.ts';
import { createWords } from '../../electron/words/words.ts';
import { createMemoryKeychain, type MemoryKeychain } from '../support/memory-vault-parts.ts';
import { PROGRAM } from '../support/program.ts';
import { MIGRATIONS, WORKER } from '../support/store-fixtures.ts';

let dataDir: string;
let keychain: MemoryKeychain;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'muster-console-'));
  keychain = createMemoryKeychain();
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
});

async function start(options: Partial<ConsoleOptions> = {}): Promise<Console> {
  const words = createWords('en');
  const console = await createConsole({
    dataDir,
    migrationsDir: MIGRATIONS,
    storeWorker: WORKER,
    demoWorker: PROGRAM.demoWorker,
    env: {},
    clock: systemClock,
    random: systemRandom,
    fetch: () => Promise.reject(new Error('no network in this test')),
    keychain,
    words: () => words,
    openBrowser: () => undefined,
    closeBrowser: () => undefined,
    schedule: false,
    sends: () => false,
    serves: () => false,
    who: { actor: 'tester', origin: 'cli', host: 'here' },
    log: () => undefined,
    ...options,
  });
  onTestFinished(() => console.close());
  return console;
}

function folderOf(id: string): string {
  return join(dataDir, 'workspaces', id);
}

/** Makes a workspace with a secret, closed again; what its file holds is then replaced. */
async function unopenable(console: Console): Promise<string> {
  const { id } = await console.create('Unopenable');
  await console.need().vault.write('google', 'secret');
  await console.create('Elsewhere');
  rmSync(join(folderOf(id), 'muster.db'));
  mkdirSync(join(folderOf(id), 'muster.db'));
  return id;
}

describe('deleting a workspace', () => {
  it('removes its folder and its keychain entry, and goes to another', async () => {
    const console = await start();
    const kept = await console.create('Kept');
    const gone = await console.create('Gone');
    await console.need().vault.write('google', 'secret');
    expect([...keychain.entries.keys()]).toEqual([gone.id]);
    const state = await console.remove(gone.id);
    expect(state).toMatchObject({ current: { id: kept.id }, workspaces: [{ id: kept.id }], failed: null });
    expect(keychain.entries.size).toBe(0);
    expect(existsSync(folderOf(gone.id))).toBe(false);
  });

  it('leaves the open one alone when it is another', async () => {
    const console = await start();
    const other = await console.create('Other');
    const { id } = await console.create('Open');
    await console.need().vault.write('google', 'secret');
    expect(await console.remove(other.id)).toMatchObject({ current: { id } });
    expect(await console.need().vault.read('google')).toBe('secret');
  });

  it('touches nothing when there is none with that id', async () => {
    const console = await start();
    const { id } = await console.create('Open');
    await console.need().vault.write('google', 'secret');
    await expect(console.remove('no-such-workspace')).rejects.toMatchObject({ code: 'workspace_not_found' });
    expect(await console.need().vault.read('google')).toBe('secret');
    expect([...keychain.entries.keys()]).toEqual([id]);
  });

  it('also removes one that cannot be opened, with its keychain entry', async () => {
    const console = await start();
    const id = await unopenable(console);
    await expect(console.switchTo(id)).rejects.toMatchObject({ code: expect.any(String) });
    expect((await console.state()).failed?.workspace.id).toBe(id);
    const state = await console.remove(id);
    expect(state).toMatchObject({ failed: null, current: { name: 'Elsewhere' } });
    expect(keychain.entries.size).toBe(0);
    expect(existsSync(folderOf(id))).toBe(false);
  });

  it('has happened even when the next one cannot be opened, which is then said', async () => {
    const console = await start();
    const broken = await unopenable(console);
    const open = (await console.state()).current?.id ?? '';
    const state = await console.remove(open);
    expect(state).toMatchObject({ current: null, failed: { workspace: { id: broken } } });
    expect(state.workspaces.map(({ id }) => id)).toEqual([broken]);
  });
});

describe('opening a workspace', () => {
  it('succeeds though nothing can be remembered of it', async () => {
    mkdirSync(join(dataDir, 'preferences.json.tmp'));
    const console = await start();
    const { id } = await console.create('On a full disk');
    expect((await console.state()).current?.id).toBe(id);
  });

  it('is refused once the console is closed', async () => {
    const console = await start();
    const { id } = await console.create('Late');
    await console.close();
    await expect(console.switchTo(id)).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('says at the start why the last one stays shut, and takes another try', async () => {
    const first = await start();
    const id = await unopenable(first);
    await first.close();
    writeFileSync(join(dataDir, 'preferences.json'), JSON.stringify({ lastWorkspaceId: id }));
    const console = await start();
    await console.openLast();
    expect((await console.state()).failed?.workspace.id).toBe(id);
    rmSync(join(folderOf(id), 'muster.db'), { recursive: true });
    expect(await console.switchTo(id)).toMatchObject({ current: { id }, failed: null });
  });
});

it('a store that dies under its workspace is told of, and the workspace opens again', async () => {
  const console = await start({ storeWorker: new URL('../support/mortal-store-worker.ts', import.meta.url) });
  const { id } = await console.create('Mortal');
  const { store } = console.need();
  await store.settings.set('kept', '1');
  const told = Promise.withResolvers<void>();
  console.events.onAny((name) => name === 'workspace.changed' && told.resolve());
  await expect(store.settings.set('die', '1')).rejects.toMatchObject({ code: 'internal' });
  await told.promise;
  expect(await console.state()).toMatchObject({ current: null, failed: { workspace: { id } } });
  expect(await console.switchTo(id)).toMatchObject({ current: { id }, failed: null });
  expect(await console.need().store.settings.get('kept')).toBe('1');
  expect(readdirSync(folderOf(id)).some((name) => name.includes('damaged'))).toBe(false);
});
