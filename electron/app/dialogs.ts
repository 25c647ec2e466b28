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

/** Asks for a list of serials or a CSV of annotations; null when the admin chose none. */
export async function pickListFile(window: BrowserWindow | null, words: Words): Promise<string | null> {
  const options: Electron.OpenDialogOptions = {
    title: words.t('main:dialog.listTitle'),
    properties: ['openFile'],
    filters: [
      { name: words.t('main:dialog.listFilter'), extensions: ['csv', 'txt', 'tsv'] },
      { name: words.t('main:dialog.allFiles'), extensions: ['*'] },
    ],
  };
  const answer = await (window === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options));
  return answer.canceled ? null : (answer.filePaths[0] ?? null);
}

/** Asks for a configuration profile; null when the admin chose none. */
export async function pickProfileFile(window: BrowserWindow | null, words: Words): Promise<string | null> {
  const options: Electron.OpenDialogOptions = {
    title: words.t('main:dialog.profileTitle'),
    properties: ['openFile'],
    filters: [
      { name: words.t('main:dialog.profileFilter'), extensions: ['mobileconfig'] },
      { name: words.t('main:dialog.allFiles'), extensions: ['*'] },
    ],
  };
  const answer = await (window === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options));
  return answer.canceled ? null : (answer.filePaths[0] ?? null);
}

/** What can be exported; each has its own file name and title. */
export type ExportName = 'devices' | 'history' | 'diff' | 'fleetAt' | 'audit' | 'command' | 'users';

/** Asks where to write an export, dated by default; null when the admin chose nowhere. */
export async function pickExportTarget(
  window: BrowserWindow | null,
  words: Words,
  name: ExportName,
  format: 'csv' | 'json',
): Promise<string | null> {
  const date = new Date().toISOString().slice(0, 10);
  const options: Electron.SaveDialogOptions = {
    title: words.t(`main:export.${name}.title`),
    defaultPath: join(app.getPath('documents'), `${words.t(`main:export.${name}.file`, { date })}.${format}`),
    filters: [{ name: format.toUpperCase(), extensions: [format] }],
  };
  const answer = await (window === null
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(window, options));
  return answer.canceled || answer.filePath === '' ? null : answer.filePath;
}

/** Asks for certificate files: one PFX, or PEM files; none when the admin chose none. */
export async function pickCertificateFiles(window: BrowserWindow | null, words: Words): Promise<string[]> {
  const options: Electron.OpenDialogOptions = {
    title: words.t('main:dialog.certificateTitle'),
    properties: ['openFile', 'multiSelections'],
    filters: [
      {
        name: words.t('main:dialog.certificateFilter'),
        extensions: ['pfx', 'p12', 'pem', 'crt', 'cer', 'key'],
      },
      { name: words.t('main:dialog.allFiles'), extensions: ['*'] },
    ],
  };
  const answer = await (window === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options));
  return answer.canceled ? [] : answer.filePaths;
}

/** Documents that are written; each has its own file name and title. */
export type SaveName = 'sheet' | 'root' | 'pushRequest' | 'pushSigned' | 'enrollment' | 'profile';

/** Asks where to write a document; null when the admin chose nowhere. */
export async function pickSaveTarget(
  window: BrowserWindow | null,
  words: Words,
  name: SaveName,
  extension: 'pdf' | 'crt' | 'csr' | 'b64' | 'mobileconfig',
): Promise<string | null> {
  const date = new Date().toISOString().slice(0, 10);
  const options: Electron.SaveDialogOptions = {
    title: words.t(`main:save.${name}.title`),
    defaultPath: join(
      app.getPath('documents'),
      `${words.t(`main:save.${name}.file`, { date })}.${extension}`,
    ),
    filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
  };
  const answer = await (window === null
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(window, options));
  return answer.canceled || answer.filePath === '' ? null : answer.filePath;
}
