import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import { z } from 'zod';
import { APP_URL } from './protocol.ts';

const boundsSchema = z.object({
  x: z.number().optional(),
  y: z.number().optional(),
  width: z.number().min(480),
  height: z.number().min(320),
  maximized: z.boolean(),
});
type Bounds = z.infer<typeof boundsSchema>;

/** Every window of ours is made with these: sandboxed, isolated, without Node (Electron security checklist 2 to 4). */
export const SAFE_WEB_PREFERENCES = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webSecurity: true,
  webviewTag: false,
  spellcheck: false,
} as const;

/** Opens the console's window where it was left; shown when its first frame is drawn, so that it never flashes. */
export function openMainWindow(options: {
  preload: string;
  stateFile: string;
  icon: string;
  title: string;
}): BrowserWindow {
  const bounds = visibleBounds(readBounds(options.stateFile));
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 760,
    minHeight: 480,
    show: false,
    title: options.title,
    icon: options.icon,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#16191d' : '#ffffff',
    webPreferences: { ...SAFE_WEB_PREFERENCES, preload: options.preload },
  });
  window.once('ready-to-show', () => {
    if (bounds.maximized) window.maximize();
    window.show();
  });
  window.on('close', () =>
    saveBounds(options.stateFile, { ...window.getNormalBounds(), maximized: window.isMaximized() }),
  );
  reloadAfterCrash(window);
  void window.loadURL(APP_URL);
  return window;
}

/** A page whose process died is loaded anew; one that dies again within this time is left to the person. */
const CRASH_PAUSE_MS = 10_000;

function reloadAfterCrash(window: BrowserWindow): void {
  let last = Number.NEGATIVE_INFINITY;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    const now = performance.now();
    if (reason === 'clean-exit' || now - last < CRASH_PAUSE_MS) return;
    last = now;
    void window.loadURL(APP_URL);
  });
}

function readBounds(file: string): Bounds {
  const standard = { width: 1440, height: 900, maximized: false };
  try {
    return boundsSchema.catch(standard).parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return standard;
  }
}

/** A window left on a screen that is gone comes back on the first one. */
function visibleBounds(bounds: Bounds): Bounds {
  const { x, y } = bounds;
  const area = screen.getPrimaryDisplay().workArea;
  const size = { width: Math.min(bounds.width, area.width), height: Math.min(bounds.height, area.height) };
  if (x === undefined || y === undefined) return { ...size, maximized: bounds.maximized };
  const seen = screen.getAllDisplays().some(({ workArea: w }) => {
    return x + 80 > w.x && x < w.x + w.width - 80 && y >= w.y - 10 && y < w.y + w.height - 40;
  });
  return seen ? { ...size, x, y, maximized: bounds.maximized } : { ...size, maximized: bounds.maximized };
}

/** Where the window stood is a comfort: failing to keep it must not keep it from closing. */
function saveBounds(file: string, bounds: Bounds): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(bounds));
  } catch {
    return;
  }
}

/** Paths of what the build puts beside the main script. */
export function builtPaths(mainDir: string): { preload: string; renderer: string } {
  return { preload: join(mainDir, '../preload/preload.cjs'), renderer: join(mainDir, '../renderer') };
}
