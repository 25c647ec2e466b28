import { join } from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import type { Words } from '../words/words.ts';

/** Asks for a service account's key file; null when the admin chose none. */
export async function pickKeyFile(window: BrowserWindow | null, words: Words): Promise<string | null> {
  const options: Electron.OpenDialogOptions = {
    title: words.t('main:dialog.keyTitle'),
    properties: ['openFile'],
    filters: [{ name: words.t('main:dialog.keyFilter'), extensions: ['json'] }],
  };
  const answer = await (window === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options));
  return answer.canceled ? null : (answer.filePaths[0] ?? null);
}

/** Asks where to write an export, dated by default; null when the admin chose nowhere. */
export async function pickExportTarget(
  window: BrowserWindow | null,
  words: Words,
  format: 'csv' | 'json',
): Promise<string | null> {
  const date = new Date().toISOString().slice(0, 10);
  const options: Electron.SaveDialogOptions = {
    title: words.t('main:dialog.exportTitle'),
    defaultPath: join(app.getPath('documents'), `${words.t('main:dialog.exportName', { date })}.${format}`),
    filters: [{ name: format.toUpperCase(), extensions: [format] }],
  };
  const answer = await (window === null
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(window, options));
  return answer.canceled || answer.filePath === '' ? null : answer.filePath;
}
