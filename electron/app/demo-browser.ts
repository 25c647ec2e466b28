import { BrowserWindow, session as sessions, type WebContents } from 'electron';
import { SAFE_WEB_PREFERENCES } from './window.ts';

/** The demo's stand-in for the system browser: a bare window that reaches this machine's loopback and nothing else. */
export interface DemoBrowser {
  /** Shows a page; the window's title stays `title`. */
  open(url: string, title: string): void;
  close(): void;
  owns(contents: WebContents): boolean;
}

/** True for an http address on this machine's loopback interface (RFC 6890: all of 127.0.0.0/8). */
export function isLoopback(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && /^(localhost|\[::1\]|127(\.\d{1,3}){3})$/.test(hostname);
}

/** Makes the demo's browser; its session is forgotten with it, and holds no preload script. */
export function createDemoBrowser(parentWindow: () => BrowserWindow | null): DemoBrowser {
  let window: BrowserWindow | null = null;
  return {
    open(url, title) {
      if (!isLoopback(url)) return;
      window ??= createWindow(title, parentWindow(), () => {
        window = null;
      });
      void window.loadURL(url).catch(() => undefined);
      window.focus();
    },
    close: () => window?.close(),
    owns: (contents) => window !== null && !window.isDestroyed() && window.webContents === contents,
  };
}

function createWindow(title: string, parent: BrowserWindow | null, onClosed: () => void): BrowserWindow {
  const session = sessions.fromPartition('demo-browser');
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.webRequest.onBeforeRequest((details, decide) => decide({ cancel: !isLoopback(details.url) }));
  const window = new BrowserWindow({
    width: 520,
    height: 720,
    title,
    autoHideMenuBar: true,
    ...(parent === null ? {} : { parent }),
    webPreferences: { ...SAFE_WEB_PREFERENCES, session },
  });
  window.on('page-title-updated', (event) => event.preventDefault());
  window.on('closed', onClosed);
  return window;
}
