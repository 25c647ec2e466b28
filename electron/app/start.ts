import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app, type BrowserWindow, dialog, nativeTheme, net, powerMonitor, session } from 'electron';
import { type Console, createConsole } from '../console.ts';
import { defaultDataDir, systemClock, systemRandom } from '../system.ts';
import { createOsKeychain } from '../vault/keychain.ts';
import { createWords, languageOf, type Words } from '../words/words.ts';
import { createDemoBrowser, type DemoBrowser, isLoopback } from './demo-browser.ts';
import { createHandlers } from './handlers.ts';
import { sendEvent, startIpcServer } from './ipc-server.ts';
import { openSignIn } from './links.ts';
import { lockContents, lockSession } from './lockdown.ts';
import { installMenu } from './menu.ts';
import { watchNetwork } from './network.ts';
import { registerAppScheme, serveRenderer } from './protocol.ts';
import { builtPaths, openMainWindow } from './window.ts';

/** Starts the console with a window. `mainDir` is the folder of the built main script. */
export function startApp(mainDir: string): void {
  const dataDir = defaultDataDir(process.env);
  app.setPath('userData', join(dataDir, 'window'));
  // This call takes --no-sandbox away again, and a test run as root cannot start a renderer without it.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  registerAppScheme();
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  void run(mainDir, dataDir).catch(failAtStart);
}

async function run(mainDir: string, dataDir: string): Promise<void> {
  const paths = builtPaths(mainDir);
  let window: BrowserWindow | null = null;
  let words: Words = createWords(languageOf('system', systemLanguage()));
  const browser = createDemoBrowser({ title: words.t('main:app.demoBrowser'), parent: () => window });
  // The store opens while Electron gets ready and the window loads: the first call waits for whichever is slower.
  const opening = openConsole(mainDir, dataDir, browser, () => words);
  // Its failure is met when it is awaited below; until then it must not count as unhandled.
  opening.catch(() => undefined);
  await app.whenReady();
  lockContents((contents, url) => browser.owns(contents) && isLoopback(url));
  lockSession(session.defaultSession);
  serveRenderer(session.defaultSession, paths.renderer);
  installMenu(process.platform, !app.isPackaged);

  const network = watchNetwork(net, systemClock, (online) => {
    void opening.then((console) => {
      console.events.emit('network.changed', { online });
      if (online) console.current()?.google.wake();
    });
  });
  startIpcServer({
    handlers: opening.then((console) =>
      createHandlers({
        console,
        window: () => window,
        words: () => words,
        online: network.online,
        dataDir,
        now: systemClock.now,
      }),
    ),
    isOurs: (contents) => window !== null && !window.isDestroyed() && contents === window.webContents,
    log,
  });
  const show = (): void => {
    window = openMainWindow({
      preload: paths.preload,
      stateFile: join(dataDir, 'window', 'bounds.json'),
      icon: join(app.getAppPath(), 'resources/icons/icon.png'),
      title: words.t('main:app.title'),
    });
    window.on('closed', () => {
      window = null;
    });
  };
  show();
  const console = await opening;
  const followPreferences = (): void => {
    const { language, theme } = console.preferences.get();
    words = createWords(languageOf(language, systemLanguage()));
    nativeTheme.themeSource = theme;
  };
  followPreferences();
  console.events.onAny((name, payload) => {
    if (name === 'preferences.changed') followPreferences();
    if (window !== null && !window.isDestroyed()) sendEvent(window.webContents, name, payload);
  });
  powerMonitor.on('resume', () => console.current()?.google.wake());
  app.on('activate', () => (window === null ? show() : window.focus()));
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  closeCleanly(console, network.stop);
}

async function openConsole(
  mainDir: string,
  dataDir: string,
  browser: DemoBrowser,
  words: () => Words,
): Promise<Console> {
  const console = await createConsole({
    dataDir,
    migrationsDir: join(app.getAppPath(), 'resources/migrations'),
    storeWorker: pathToFileURL(join(mainDir, 'store-worker.js')),
    demoWorker: pathToFileURL(join(mainDir, 'demo-worker.js')),
    env: process.env,
    clock: systemClock,
    random: systemRandom,
    fetch: globalThis.fetch,
    keychain: createOsKeychain(),
    words,
    openBrowser: (url, demo) => (demo ? browser.open(url) : void openSignIn(url)),
    closeBrowser: () => browser.close(),
    schedule: true,
    log,
  });
  await console.openLast();
  return console;
}

/** Ends runs and closes files before the program goes; a second request does not wait. */
function closeCleanly(console: Console, stopNetwork: () => void): void {
  let closing = false;
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    if (closing) return;
    closing = true;
    event.preventDefault();
    stopNetwork();
    void console.close().finally(() => app.quit());
  });
}

function systemLanguage(): string | undefined {
  return app.getPreferredSystemLanguages()[0];
}

/** The data folder itself cannot be used: nothing can be shown but why. */
function failAtStart(error: unknown): void {
  const words = createWords(languageOf('system', systemLanguage()));
  log(String(error));
  dialog.showErrorBox(words.t('main:dialog.failedTitle'), words.errorText(error));
  app.exit(1);
}

function log(message: string): void {
  process.stderr.write(`${new Date().toISOString()} ${message}\n`);
}
