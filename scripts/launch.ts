import { _electron, type ElectronApplication, errors } from 'playwright';
import { root } from './process.ts';
import { presentRuntime } from './runtime/runtime.ts';
import { canSandbox } from './sandbox.ts';

/**
 * On a busy machine the driver now and then gets no hold of a program that runs well, and would wait for minutes: it
 * ends that program after this time, and one more try is made.
 */
const HOLD_MS = 20_000;

/** How to start the application for a script or a test. */
export interface LaunchOptions {
  /** Where the application keeps its data; handed over as MUSTER_DATA_DIR. */
  dataDir: string;
  /** Added to, or taken from (undefined), our own environment. */
  env?: Record<string, string | undefined>;
  /** Arguments after the application's folder. */
  args?: readonly string[];
  /** The folder of another program for Electron to run. */
  program?: string;
  /** True when its windows take every certificate. */
  ignoreHTTPSErrors?: boolean;
}

/**
 * Starts the built application (out/) in a real Electron that Playwright drives.
 * @throws Error when the application was not built or ends before it can be driven
 */
export async function launchElectron(options: LaunchOptions): Promise<ElectronApplication> {
  const runtime = await presentRuntime();
  const chromiumSandbox = await canSandbox(runtime.dir);
  const launch = () =>
    _electron.launch({
      timeout: HOLD_MS,
      executablePath: runtime.electronPath,
      args: [options.program ?? root, ...(options.args ?? [])],
      cwd: root,
      // Left to itself Playwright turns Chromium's sandbox off on Linux.
      chromiumSandbox,
      ignoreHTTPSErrors: options.ignoreHTTPSErrors ?? false,
      env: definedOnly({ ...process.env, ...options.env, MUSTER_DATA_DIR: options.dataDir }),
    });
  return launch().catch((error: unknown) => {
    if (error instanceof errors.TimeoutError) return launch();
    throw error;
  });
}

function definedOnly(env: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
