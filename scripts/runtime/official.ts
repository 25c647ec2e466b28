import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { capture, root } from '../process.ts';
import type { Runtime } from './runtime.ts';

const home = path.join(root, 'node_modules/electron');

const text = (file: string) => readFile(path.join(home, file), 'utf8').catch(() => undefined);

/** The official Electron, when its installer has finished for the version that the lock file names. */
export async function installedOfficial(): Promise<Runtime | undefined> {
  const [manifest, version, program] = await Promise.all([
    text('package.json'),
    text('dist/version'),
    text('path.txt'),
  ]);
  if (!manifest || !version || !program) return undefined;
  const wanted: unknown = JSON.parse(manifest).version;
  if (version.trim().replace(/^v/, '') !== wanted) return undefined;
  const dir = path.join(home, 'dist');
  return { electronPath: path.join(dir, program), dir, version: String(wanted), official: true };
}

/** Lets Electron's own installer download and verify it; mirrors and proxies are its business. */
export async function installOfficial(): Promise<{ runtime: Runtime } | { reason: string }> {
  const slow = setTimeout(() => console.log('Downloading Electron …'), 2000);
  const outcome = await capture(process.execPath, ['--use-env-proxy', path.join(home, 'install.js')]);
  clearTimeout(slow);
  const runtime = outcome.code === 0 ? await installedOfficial() : undefined;
  if (runtime) return { runtime };
  const first = outcome.stderr.split('\n').find((line) => line.trim() !== '');
  return { reason: first?.trim() ?? 'its installer left no program' };
}
