import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app, type BrowserWindow, dialog, nativeTheme, net, powerMonitor } from 'electron';
import { type Console, createConsole } from '../console.ts';
import { systemClock, systemRandom, whoIsHere } from '../system.ts';
import { createOsKeychain } from '../vault/keychain.ts';
import { createWords, languageOf, type Words } from '../words/words.ts';
import type { DemoBrowser } from './demo-browser.ts';
import { createHandlers } from './handlers.ts';
import { sendEvent, startIpcServer } from './ipc-server.ts';
import { openSignIn } from './links.ts';
import { installMenu } from './menu.ts';
import { watchNetwork } from './network.ts';
import { createListenerSign } from './tray.ts';

/** The window that is already on its way, and where things are. */
export interface Desk {
  /** The folder of the built main script. */
  mainDir: string;
  dataDir: string;
  browser: DemoBrowser;
  window(): BrowserWindow | null;
  show(): void;
  /** To be called when the page's calls are heard: it is served from then on. */
  listening(): void;
}

/** Runs the console behind the window. Throws what keeps the data folder from being used. */
export async function runConsole(desk: Desk): Promise<void> {
  const { dataDir, window } = desk;
  let words: Words = createWords(languageOf('system', systemLanguage()));
  // The store opens while the page loads: the first call waits for whichever is slower.
  const opening = openConsole(desk, () => words);
  const network = watchNetwork(net, systemClock, (online) => {
    void opening.then((console) => {
      console.events.emit('network.changed', { online });
      if (online) wake(console);
    }, ignore);
  });
  const handlers = opening.then((console) =>
    createHandlers({
      console,
      window,
      words: () => words,
      online: network.online,
      dataDir,
      now: systemClock.now,
    }),
  );
  handlers.catch(ignore);
  startIpcServer({
    handlers,
    isOurs: (contents) => contents === usable(window())?.webContents,
    log,
  });
  desk.listening();
  installMenu(process.platform, !app.isPackaged);
  const console = await opening;
  const followPreferences = (): void => {
    const { language, theme } = console.preferences.get();
    words = createWords(languageOf(language, systemLanguage()));
    nativeTheme.themeSource = theme;
  };
  followPreferences();
  console.events.onAny((name, payload) => {
    if (name === 'preferences.changed') followPreferences();
    const shown = usable(window());
    if (shown !== null) sendEvent(shown.webContents, name, payload);
  });
  powerMonitor.on('resume', () => wake(console));
  const show = (): void => {
    if (usable(window()) === null) desk.show();
    if (window()?.isMinimized()) window()?.restore();
    window()?.focus();
  };
  app.on('activate', show);
  app.on('second-instance', show);
  const sign = createListenerSign({ console, words: () => words, show, log });
  const isClosing = closeCleanly(console, () => {
    network.stop();
    sign.remove();
  });
  const followListener = (): void => {
    if (isClosing()) return;
    sign.follow().then(
      // Without a window and without the sign nobody would know that the program still runs.
      (shown) => (shown || isClosing() || usable(window()) !== null ? undefined : app.quit()),
      (error: unknown) => log(String(error)),
    );
  };
  console.events.on('listener.changed', followListener);
  console.events.on('workspace.changed', followListener);
  // While the listener is on, devices and people go on being served; the sign in the tray says so.
  app.on('window-all-closed', followListener);
  followListener();
}

/** After sleep, or with the network back: what is due is looked for at once. */
function wake(console: Console): void {
  console.current()?.google.wake();
  console.current()?.actions.wake();
  console.current()?.register.wake();
}

/** What keeps the console from opening is told by `runConsole`; who waits for it besides has nothing to add. */
function ignore(): void {}

function usable(window: BrowserWindow | null): BrowserWindow | null {
  return window === null || window.isDestroyed() ? null : window;
}

async function openConsole({ mainDir, dataDir, browser }: Desk, words: () => Words): Promise<Console> {
  const title = (): string => words().t('main:app.demoBrowser');
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
    openBrowser: (url, demo) => (demo ? browser.open(url, title()) : openSignIn(url)),
    closeBrowser: () => browser.close(),
    schedule: true,
    sends: () => true,
    serves: () => true,
    who: whoIsHere('window'),
    log,
  });
  await console.openLast();
  return console;
}

/** Ends runs and closes files before the program goes; a second request does not wait. Answers whether it is going. */
function closeCleanly(console: Console, stop: () => void): () => boolean {
  let closing = false;
  app.on('before-quit', (event) => {
    if (closing) return;
    closing = true;
    event.preventDefault();
    stop();
    void console
      .close()
      .catch((error: unknown) => log(String(error)))
      .finally(() => app.quit());
  });
  return () => closing;
}

function systemLanguage(): string | undefined {
  return app.getPreferredSystemLanguages()[0];
}

/** Says why the program cannot start, and ends it. */
export function tellFailure(error: unknown): void {
  const words = createWords(languageOf('system', systemLanguage()));
  log(words.errorText(error));
  dialog.showErrorBox(words.t('main:dialog.failedTitle'), words.errorText(error));
  app.exit(1);
}

function log(message: string): void {
  process.stderr.write(`${new Date().toISOString()} ${message}\n`);
}
