import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app, type BrowserWindow, session } from 'electron';
import { defaultDataDir } from '../data-dir.ts';
import { ensureFolder } from '../disk/ensure-folder.ts';
import { localeForControls } from './chosen-language.ts';
import { createDemoBrowser, isLoopback } from './demo-browser.ts';
import { lockContents, lockSession } from './lockdown.ts';
import { registerAppScheme, serveRenderer } from './protocol.ts';
import { builtPaths, openMainWindow } from './window.ts';

/**
 * Starts the program with its window. `mainDir` is the folder of the built main script. All that the window itself
 * does not need is loaded while its process starts.
 */
export function startApp(mainDir: string): void {
  const dataDir = defaultDataDir(process.env);
  if (!claimFolder(join(dataDir, 'window'))) return;
  // This call takes --no-sandbox away again, and a test run as root cannot start a renderer without it.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  const locale = localeForControls(dataDir, app.getPreferredSystemLanguages()[0] ?? '');
  if (locale !== null) app.commandLine.appendSwitch('lang', locale);
  registerAppScheme();
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  void app.whenReady().then(() => open(mainDir, dataDir).catch(failAtStart));
}

/** Gives Electron its folder. Where it cannot write, Electron would end without a word: the reason is shown instead. */
function claimFolder(folder: string): boolean {
  try {
    ensureFolder(folder);
    app.setPath('userData', folder);
    return true;
  } catch (error) {
    app.setPath('userData', mkdtempSync(join(tmpdir(), 'muster-')));
    void app.whenReady().then(() => failAtStart(error));
    return false;
  }
}

async function open(mainDir: string, dataDir: string): Promise<void> {
  const paths = builtPaths(mainDir);
  const listening = Promise.withResolvers<void>();
  let window: BrowserWindow | null = null;
  const browser = createDemoBrowser(() => window);
  lockContents((contents, url) => browser.owns(contents) && isLoopback(url));
  lockSession(session.defaultSession);
  serveRenderer(session.defaultSession, paths.renderer, listening.promise);
  const show = (): void => {
    window = openMainWindow({
      preload: paths.preload,
      stateFile: join(dataDir, 'window', 'bounds.json'),
      icon: join(app.getAppPath(), 'resources/icons/icon.png'),
      title: app.name,
    });
    window.on('closed', () => {
      window = null;
    });
  };
  show();
  const { runConsole } = await import('./run.ts');
  await runConsole({ mainDir, dataDir, browser, window: () => window, show, listening: listening.resolve });
}

/** Nothing can be shown but why. */
async function failAtStart(error: unknown): Promise<void> {
  const { tellFailure } = await import('./run.ts');
  tellFailure(error);
}
