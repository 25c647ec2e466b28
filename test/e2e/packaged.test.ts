import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { type Browser, chromium } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PackagedApp, packageUnpacked } from '../../scripts/packaging.ts';
import { presentRuntime, type Runtime } from '../../scripts/runtime/runtime.ts';
import { canSandbox } from '../../scripts/sandbox.ts';
import { wordsOf } from './support/words.ts';

let runtime: Runtime;
let packaged: PackagedApp;
let dataDir: string;
let running: ChildProcess | undefined;

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'muster-packaged-'));
  runtime = await presentRuntime();
  packaged = await packageUnpacked(runtime);
});

afterAll(async () => {
  if (running && running.exitCode === null) {
    const gone = once(running, 'exit');
    running.kill('SIGKILL');
    await gone;
  }
  await rm(dataDir, { recursive: true, force: true });
});

/** Starts the packaged program with the one door that its fuses leave open to a test: Chromium's own protocol. */
async function start(): Promise<{ child: ChildProcess; debugger: string }> {
  const switches = (await canSandbox(packaged.folder)) ? [] : ['--no-sandbox'];
  const child = spawn(packaged.program, [...switches, '--remote-debugging-port=0'], {
    env: { ...process.env, MUSTER_DATA_DIR: dataDir },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  running = child;
  const words: string[] = [];
  for await (const line of createInterface(child.stderr)) {
    const address = /^DevTools listening on (ws:\S+)$/.exec(line)?.[1];
    if (address) {
      child.stderr.resume();
      return { child, debugger: address };
    }
    words.push(line);
  }
  throw new Error(`the packaged program ended before its window came:\n${words.join('\n')}`);
}

test('every fuse of the packaged program is where the configuration wants it', async () => {
  const wire = await getCurrentFuseWire(packaged.program);
  const enabled = (fuse: FuseV1Options) => String.fromCharCode(wire[fuse] ?? 0) === '1';
  expect({
    runAsNode: enabled(FuseV1Options.RunAsNode),
    cookieEncryption: enabled(FuseV1Options.EnableCookieEncryption),
    nodeOptions: enabled(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
    inspectArguments: enabled(FuseV1Options.EnableNodeCliInspectArguments),
    asarIntegrity: enabled(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
    onlyAsar: enabled(FuseV1Options.OnlyLoadAppFromAsar),
    ownSnapshot: enabled(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot),
    fileProtocol: enabled(FuseV1Options.GrantFileProtocolExtraPrivileges),
  }).toEqual({
    runAsNode: false,
    cookieEncryption: true,
    nodeOptions: false,
    inspectArguments: false,
    asarIntegrity: true,
    onlyAsar: true,
    ownSnapshot: false,
    fileProtocol: false,
  });
});

test('a build on the development runtime says that it is not for users, and no other does', async () => {
  const label = path.join(packaged.folder, 'TEST-BUILD-NOT-FOR-USERS.txt');
  const labelled = await access(label).then(
    () => true,
    () => false,
  );
  expect(labelled).toBe(!runtime.official);
});

/** Playwright can miss a window that comes up in the very moment it connects, and then waits for it without end. */
async function connect(address: string): Promise<Browser> {
  for (let tries = 3; ; tries -= 1) {
    try {
      return await chromium.connectOverCDP(address, { timeout: 20_000 });
    } catch (error) {
      if (tries === 1) throw error;
    }
  }
}

test('the packaged program opens its window, its store and its demo, and ends when the window is closed', async () => {
  const say = wordsOf('en');
  await writeFile(path.join(dataDir, 'preferences.json'), JSON.stringify({ language: 'en', theme: 'light' }));
  const { child, debugger: address } = await start();
  const ended = once(child, 'exit');
  const browser = await connect(address);
  const [context] = browser.contexts();
  const page = context?.pages()[0] ?? (await context?.waitForEvent('page'));
  if (!page) throw new Error('the packaged program has no window');
  await page.getByRole('heading', { name: say('start:welcome.title') }).waitFor();
  expect(page.url()).toMatch(/^app:\/\/muster\/index\.html/);
  await page.getByRole('button', { name: say('start:demo.action') }).click();
  await page.getByText(say('start:step.connect.demoText')).waitFor();
  await page.close();
  expect(await ended).toEqual([0, null]);
});
