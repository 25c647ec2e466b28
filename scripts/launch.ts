import { _electron, type ElectronApplication } from 'playwright';
import { root } from './process.ts';
import { presentRuntime } from './runtime/runtime.ts';
import { canSandbox } from './sandbox.ts';

/** How to start the application for a script or a test. */
export interface LaunchOptions {
  /** Where the application keeps its data; handed over as MUSTER_DATA_DIR. */
  dataDir: string;
  /** Added to, or taken from (undefined), our own environment. */
  env?: Record<string, string | undefined>;
  /** Arguments after the application's folder. */
  args?: readonly string[];
}

/**
 * Starts the built application (out/) in a real Electron that Playwright drives.
 * @throws Error when the application was not built or ends before it can be driven
 */
export async function launchElectron(options: LaunchOptions): Promise<ElectronApplication> {
  const runtime = await presentRuntime();
  return _electron.launch({
    executablePath: runtime.electronPath,
    args: [root, ...(options.args ?? [])],
    cwd: root,
    // Left to itself Playwright turns Chromium's sandbox off on Linux.
    chromiumSandbox: await canSandbox(runtime.dir),
    env: definedOnly({ ...process.env, ...options.env, MUSTER_DATA_DIR: options.dataDir }),
  });
}

function definedOnly(env: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
