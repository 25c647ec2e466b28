import { stat } from 'node:fs/promises';
import path from 'node:path';
import { capture } from './process.ts';

/**
 * Whether Chromium can set its sandbox up here. It cannot as root, nor on a Linux that denies user namespaces
 * to a program that is not installed. Only the launcher of a development or test run may then go without.
 * @param dir the folder of the Electron program
 */
export async function canSandbox(dir: string): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  if (process.getuid?.() === 0) return false;
  const helper = await stat(path.join(dir, 'chrome-sandbox')).catch(() => undefined);
  if (helper?.uid === 0 && (helper.mode & 0o4000) !== 0) return true;
  return (await capture('unshare', ['--user', '--map-root-user', 'true'])).code === 0;
}
