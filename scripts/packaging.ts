import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build, type Configuration } from 'electron-builder';
import { root } from './process.ts';
import { developmentModules } from './runtime/development.ts';
import type { Runtime } from './runtime/runtime.ts';

/** An unpacked application as a person would have it after installing. */
export interface PackagedApp {
  /** The folder to copy. */
  folder: string;
  /** The program in it. */
  program: string;
}

const label = `This is a TEST BUILD on a development runtime, years behind on security fixes.
It shows that packaging works. Do not give it to anyone and do not open real data with it.
`;

/** What differs when the runtime is the development one: see runtime/launcher for its better-sqlite3. */
function testBuild(runtime: Runtime): Configuration {
  return {
    electronDist: runtime.dir,
    electronVersion: runtime.version,
    directories: { output: 'dist/test-build' },
    files: [
      '!node_modules/better-sqlite3/**',
      { from: developmentModules, to: 'node_modules', filter: ['**/*.js', '**/*.json', '**/*.node'] },
    ],
    async afterExtract({ appOutDir }) {
      await rm(path.join(appOutDir, 'resources/app'), { recursive: true });
      await writeFile(path.join(appOutDir, 'TEST-BUILD-NOT-FOR-USERS.txt'), label);
    },
  };
}

/**
 * Packages what is in out/ for this machine's system, not yet as an installer: with the official Electron, or,
 * where only the development runtime is to be had, as a labelled test build.
 * @param projectDir the folder of package.json, out/ and electron-builder.yml
 */
export async function packageUnpacked(runtime: Runtime, projectDir = root): Promise<PackagedApp> {
  const config = runtime.official ? {} : testBuild(runtime);
  await build({ projectDir, dir: true, publish: 'never', config });
  const output = path.join(projectDir, config.directories?.output ?? 'dist');
  return unpackedApp(output);
}

/** Where electron-builder leaves the unpacked application of this system. */
function unpackedApp(output: string): PackagedApp {
  const arch = process.arch === 'x64' ? '' : `-${process.arch}`;
  if (process.platform === 'darwin') {
    const folder = path.join(output, `mac${arch}`, 'Muster.app');
    return { folder, program: path.join(folder, 'Contents/MacOS/Muster') };
  }
  if (process.platform === 'win32') {
    const folder = path.join(output, `win${arch}-unpacked`);
    return { folder, program: path.join(folder, 'Muster.exe') };
  }
  const folder = path.join(output, `linux${arch}-unpacked`);
  return { folder, program: path.join(folder, 'muster') };
}
