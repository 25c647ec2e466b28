// An Electron application that tells when its first row was drawn and how much memory its main process has.
// It shows an empty window or, with MUSTER_BENCH_APP, the built application in that folder: the same clock, the
// same probe, for both. One JSON line a message on its output; it quits when its input ends.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app, BrowserWindow } from 'electron';

/** Runs in the page: resolves to the time (ms since 1970) of the first frame that has a row. */
const PROBE = `new Promise((resolve) => {
  const look = () => {
    if (document.querySelector('[data-row-index]') === null) return false;
    observer.disconnect();
    requestAnimationFrame(() => resolve(Date.now()));
    return true;
  };
  const observer = new MutationObserver(look);
  if (!look()) observer.observe(document, { childList: true, subtree: true });
})`;
const SETTLE_MS = 4000;

function tell(message) {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

/** Working sets in MB, by kind of process. */
function memory() {
  const sizes = {};
  for (const { type, memory: used } of app.getAppMetrics())
    sizes[type] = (sizes[type] ?? 0) + used.workingSetSize / 1024;
  return sizes;
}

app.on('web-contents-created', (_event, contents) => {
  contents.once('dom-ready', async () => {
    tell({ firstRow: await contents.executeJavaScript(PROBE) });
    setTimeout(() => tell({ memory: memory() }), SETTLE_MS);
  });
});
process.stdin.on('end', () => app.quit()).resume();

const folder = process.env.MUSTER_BENCH_APP;
if (folder) {
  app.setAppPath(folder);
  await import(pathToFileURL(path.join(folder, 'out/main/main.js')).href);
} else {
  app.setPath('userData', path.join(process.env.MUSTER_DATA_DIR, 'window'));
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  void app.whenReady().then(() => {
    const window = new BrowserWindow({ width: 1440, height: 900, show: false });
    window.once('ready-to-show', () => window.show());
    void window.loadFile(path.join(import.meta.dirname, 'empty.html'));
  });
  app.on('window-all-closed', () => app.quit());
}
