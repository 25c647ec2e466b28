// The program of the guided demo's phone: one bare window, as wide as a phone. Electron runs no TypeScript.
import { app, BrowserWindow } from 'electron';

app.userAgentFallback =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';
app.on('window-all-closed', () => app.quit());
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 390, height: 844, useContentSize: true, frame: false });
  return window.loadURL('about:blank');
});
